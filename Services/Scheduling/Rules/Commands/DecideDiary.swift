import Contracts
import Policy

extension Decide {
  static func bookReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func moveReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func cancelReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func adjournReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func decideEarlyReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
}
