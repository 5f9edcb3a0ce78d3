import Contracts
import Policy

extension Decide {
  static func completeAudit(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func drawSample(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func recordFinding(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func recordActivity(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
}
