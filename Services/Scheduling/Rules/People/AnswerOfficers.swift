import Contracts
import Policy

extension Answer {
  static func unallocated(_ asked: UnallocatedQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    .object([])
  }
  static let unallocatedFields: [Field] = []
  static func caseloads(_ asked: CaseloadsQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    .object([])
  }
  static let caseloadsFields: [Field] = []
  static func officers(_ asked: OfficersQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    .object([])
  }
  static let officersFields: [Field] = []
}
