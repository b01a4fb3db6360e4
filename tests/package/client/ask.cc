// Asks a running bellwetherd for the health of one account.
//
//   ask HOST:PORT
#include <iostream>

#include "clients/cpp/client.h"

namespace {

void SetDay(int year, int month, int day, bellwether::v1::Date& date) {
  date.set_year(year);
  date.set_month(month);
  date.set_day(day);
}

// What is known about one account on one day. Everything else is not given, which is never zero.
bellwether::v1::EvaluateRequest Question() {
  bellwether::v1::EvaluateRequest request;
  SetDay(2026, 3, 1, *request.mutable_options()->mutable_as_of()->mutable_date());
  bellwether::v1::Account& account = *request.mutable_account();
  account.set_id("acme");
  account.set_segment("smb");
  account.set_stage("onboarding");
  SetDay(2026, 2, 2, *account.mutable_kickoff_at()->mutable_date());
  bellwether::v1::Milestone& training = *account.add_milestones();
  training.set_key("training");
  SetDay(2026, 2, 20, *training.mutable_planned_at()->mutable_date());
  SetDay(2026, 2, 24, *training.mutable_completed_at()->mutable_date());
  bellwether::v1::Signal& meetings = *account.add_signals();
  meetings.set_name("meeting_attendance_ratio");
  meetings.set_number(0.9);
  bellwether::v1::Signal& champion = *account.add_signals();
  champion.set_name("champion_sentiment");
  champion.set_text("nervous");
  bellwether::v1::Signal& feedback = *account.add_signals();
  feedback.set_name("customer_feedback");
  feedback.set_text("positive");
  return request;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: ask HOST:PORT\n";
    return 2;
  }
  bellwether::ClientOptions options;
  options.server = argv[1];
  bellwether::Client client(options);
  if (const absl::Status ready = client.WaitUntilConnected(absl::Seconds(5)); !ready.ok()) {
    std::cerr << ready.message() << "\n";
    return 1;
  }

  const bellwether::EvaluateAnswer answer = client.Evaluate(Question());
  for (const bellwether::Violation& violation : answer.violations) {
    std::cerr << violation.path << ": " << violation.message << "\n";
  }
  if (!answer.ok()) {
    std::cerr << answer.status.message() << "\n";
    return 1;
  }
  for (const auto& health : answer.evaluation.health()) {
    std::cout << health.model() << " ";
    if (health.has_score()) {
      std::cout << health.score().value() << " " << health.score().band() << "\n";
    } else {
      std::cout << "no score\n";
    }
  }
  return 0;
}
