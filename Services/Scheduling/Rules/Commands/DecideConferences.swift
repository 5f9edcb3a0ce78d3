import Contracts
import Policy

extension Decide {
  static func holdConference(_ room: Room) throws(Refusal) -> Decision { throw Refusal(.noMethod, "no-such-method") }
  static func distributeConferenceRecord(_ room: Room) throws(Refusal) -> Decision {
    throw Refusal(.noMethod, "no-such-method")
  }
}
