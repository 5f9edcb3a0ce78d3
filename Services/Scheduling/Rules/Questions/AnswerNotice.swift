import Contracts
import Policy

extension Answer {
  static func notice(_ child: ChildRecord, _ policy: AdoptedPolicy) throws(Refusal) -> JSON { .object([]) }
  static let noticeFields: [Field] = []
}
