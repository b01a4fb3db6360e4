import type {Moment} from '../gen/bellwether/v1/account_pb';
import type {Book, Dashboard, MetricDefinition} from '../gen/bellwether/v1/portfolio_pb';
import type {Shown} from './address';

// What all views of the portfolio ask about. The same object while nothing of it changes.
export interface Asked {
  shown: Shown;
  book: Book;
  // What is asked about: the day, as a date at midnight UTC, and the moment of it.
  day: Date;
  asOf: Moment;
  dashboards: readonly Dashboard[];
  metrics: readonly MetricDefinition[];
  // In which texts of the pack are wanted.
  language: string;
}

// A name of the server's ("books/main") without its collection.
export function shortName(book: string): string {
  return book.replace(/^books\//, '');
}
