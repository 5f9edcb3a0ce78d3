import Contracts
import Policy

extension Deadlines {
  static func ofMilestones(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] { [] }
}
