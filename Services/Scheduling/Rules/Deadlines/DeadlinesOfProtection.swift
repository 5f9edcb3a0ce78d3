import Contracts
import Policy

extension Deadlines {
  static func ofProtection(_ child: ChildRecord, _ policy: AdoptedPolicy) -> [Deadline] { [] }
}
