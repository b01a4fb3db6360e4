// What lies before whoever looks after some accounts, today: their health and what moved it, what
// is to be done, what falls due, who went quiet.
//
//   const Worklist list = ListWork(view, *dashboard.worklist);   // a view of those accounts alone
//
// Pure function of the view and the list that the pack describes. Lost accounts are left out. What
// an account does not tell is left out of its line, never taken for nothing.
#ifndef BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_H_
#define BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/portfolio/health_at.h"
#include "engine/portfolio/view.h"

namespace bellwether::portfolio {

// Days are since 1970-01-01, in the account's zone.
struct Worklist {
  // How an account stands. Worst band first, then lowest score; those without a score last.
  struct Standing {
    std::string account;
    std::optional<HealthAt> health;
    std::optional<int32_t> since;  // the day on which it came into this band
    bool since_or_before = false;  // it was so already on the earliest day that was looked at
    // Against the day that lies `moved_within` days back, where the same model scored it then.
    std::optional<double> change;  // points of the score
    std::string mover;             // the component whose points changed most; "" : none did
    double mover_change = 0;
    std::vector<std::string> flags;  // raised, worst severity first
    uint64_t questions = 0;          // facts not known that alone could change the band
    std::string first_question;      // the one to ask first; "" : none
  };
  // A step of a playbook that a raised flag or the decision of today asks for. By due day.
  struct Action {
    std::string account;
    std::string what;
    std::string owner;  // may be ""
    std::string because;
    std::optional<int32_t> due;
    bool since_or_before = false;  // the flag may be older, and the step due earlier
  };
  // A milestone or target that is late or near. By day.
  struct Deadline {
    std::string account;
    std::string what;
    int32_t day = 0;
    int32_t days_late = 0;  // > 0; 0: it lies ahead or is today
    std::string cause;
  };
  // A contract that ends within the days, not yet decided. By day.
  struct Renewal {
    std::string account;
    int32_t day = 0;
    std::optional<double> value;
    std::string band;  // "" : none
    std::optional<bool> auto_renews;
  };
  // The longest quiet first.
  struct Engagement {
    std::string account;
    std::optional<int32_t> last;  // activity that took place; nothing: none is told
    std::string type;
    std::optional<double> hours_to_answer;  // the last that is told
    bool quiet = false;
  };
  struct Opportunity {
    std::string account;
    std::optional<double> value;
    int32_t opened = 0;
  };
  // Open, and long so, or escalated or frustrated. The oldest first.
  struct Ticket {
    std::string account;
    std::string id;
    std::string type;
    int32_t opened = 0;
    bool long_open = false;
    bool escalated = false;
    bool frustrated = false;
    bool reopened = false;
  };

  std::vector<Standing> standings;
  std::vector<Action> actions;
  std::vector<Deadline> deadlines;
  std::vector<Renewal> renewals;
  std::vector<Engagement> engagements;
  std::vector<Opportunity> opportunities;
  std::vector<Ticket> tickets;
};

Worklist ListWork(const View& view, const ruleset::Worklist& list);

}  // namespace bellwether::portfolio

#endif  // BELLWETHER_ENGINE_PORTFOLIO_WORKLIST_H_
