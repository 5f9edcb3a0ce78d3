import Contracts
import Policy

extension Answer {
  static func diary(_ asked: DiaryQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal) -> JSON
  { .object([]) }
  static let diaryFields: [Field] = []
}
