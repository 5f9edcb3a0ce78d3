import Contracts
import Policy

extension Answer {
  static func proposal(_ asked: ProposalQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal)
    -> JSON
  { .object([]) }
  static let proposalFields: [Field] = []
  static func reallocation(_ asked: ReallocationQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment)
    throws(Refusal) -> JSON
  { .object([]) }
  static let reallocationFields: [Field] = []
}
