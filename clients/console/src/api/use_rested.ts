// A value once it has rested: while a slider moves or somebody types, the server is asked about where it
// came to rest.
import {useEffect, useState} from 'react';

const restMs = 120;

export function useRested<T>(value: T): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
