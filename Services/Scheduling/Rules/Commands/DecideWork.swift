import Contracts
import Policy

extension Decide {
  static func recordPreDiscussion(_ room: Room) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-method")
  }
  static func recordVisit(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func recordOversight(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func recordContact(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func holdMidwayReview(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func recordDocument(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
}
