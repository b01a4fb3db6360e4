import {useParams} from 'react-router';
export function AccountScreen() {
  const {accountId} = useParams();
  return <h1>{accountId}</h1>;
}
