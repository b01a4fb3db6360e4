import type {Moment} from '../gen/bellwether/v1/account_pb';

// What all sections of the page ask about. The same object while nothing of it changes.
export interface Asked {
  accountId: string;
  // Absent: now.
  asOf: Moment | undefined;
  // The day of `asOf`, or today.
  day: Date;
  // In which texts of the pack are wanted.
  language: string;
}
