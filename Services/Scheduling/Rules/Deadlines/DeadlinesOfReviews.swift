import Contracts
import Policy

extension Deadlines {
  /// The reviews that are due, as told, and the first allocation of each period of care.
  static func ofReviews(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] {
    child.open.map { open in
      var deadline = Deadline(open)
      // A review that met and was adjourned was in time or not on that day; its completion has a deadline of its own.
      deadline.metOn = child.adjournments.first { $0.ordinal == open.ordinal }?.on
      return deadline
    } + facts.periods.compactMap { allocation($0, policy) }
  }

  /// The first allocation (Children Act 1989 s25A(2); IRO Handbook: within 5 working days of entry).
  static func allocation(_ period: CarePeriod, _ policy: AdoptedPolicy) -> Deadline? {
    var deadline = Deadline(.allocation, .allocation, from: period.enteredOn, policy)
    deadline?.metOn = period.allocations.first?.on
    deadline?.lapsedOn = period.leftOn
    return deadline
  }
}
