import Contracts
import Policy

extension Answer {
  static func cohort(_ asked: CohortQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal)
    -> JSON
  { .object([]) }
  static let cohortFields: [Field] = []
  static func cohorts(_ asked: CohortsQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) -> JSON {
    .object([])
  }
  static let cohortsFields: [Field] = []
}
