import Contracts
import Policy

extension Answer {
  static func whatIf(_ asked: WhatIfQuestion, _ gather: Gather<SchedulingState>, _ moment: Moment) throws(Refusal)
    -> JSON
  { .object([]) }
  static let whatIfFields: [Field] = []
}
