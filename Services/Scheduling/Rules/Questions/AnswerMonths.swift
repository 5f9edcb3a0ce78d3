import Contracts
import Policy

extension Answer {
  static func dueByMonth(_ asked: DueByMonthQuestion, _ gather: Gather<SchedulingState>) -> JSON { .object([]) }
  static let dueByMonthFields: [Field] = []
}
