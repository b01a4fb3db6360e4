// A screen that broke is said to have, and the rest of the page goes on.
import {Component, type ReactNode} from 'react';
import {useLocation} from 'react-router';
import {Crashed} from './nowhere';

interface Boundary {
  children: ReactNode;
  // Where what broke was shown: elsewhere it is tried again.
  at: string;
}

interface State {
  at: string;
  caught?: {thrown: unknown} | undefined;
}

class Catching extends Component<Boundary, State> {
  override state: State = {at: this.props.at};

  static getDerivedStateFromError(thrown: unknown) {
    return {caught: {thrown}};
  }

  static getDerivedStateFromProps({at}: Boundary, state: State) {
    return at === state.at ? null : {at, caught: undefined};
  }

  override render() {
    return this.state.caught ? <Crashed thrown={this.state.caught.thrown} /> : this.props.children;
  }
}

export function Catch({children}: {children: ReactNode}) {
  const {pathname, search, key} = useLocation();
  return <Catching at={`${pathname}${search} ${key}`}>{children}</Catching>;
}
