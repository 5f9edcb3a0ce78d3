import Contracts
import Policy

extension Answer {
  static func activities(_ asked: ActivitiesQuestion, _ gather: Gather<SchedulingState>) -> JSON { .object([]) }
  static let activitiesFields: [Field] = []
  static func sample(_ sample: Sample) -> JSON { .object([]) }
  static let sampleFields: [Field] = []
}
