// What is written in a review: kept for this tab, so that looking something up elsewhere loses none of it.
import {useState} from 'react';
import type {Notes} from './handoff';

function read(key: string): Notes {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Notes;
  } catch {
    return {};
  }
}

export function useNotes(accountId: string): {notes: Notes; write: (part: string, text: string) => void} {
  const key = `bellwether.review.${accountId}`;
  const [notes, setNotes] = useState(() => read(key));
  const write = (part: string, text: string) =>
    setNotes((before) => {
      const next = {...before, [part]: text};
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // Until the page is left.
      }
      return next;
    });
  return {notes, write};
}
