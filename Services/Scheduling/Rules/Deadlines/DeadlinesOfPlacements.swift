import Contracts
import Policy

extension Deadlines {
  static func ofPlacements(_ child: ChildRecord, _ facts: CareFacts, _ policy: AdoptedPolicy) -> [Deadline] { [] }
}
