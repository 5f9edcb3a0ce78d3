import Contracts

/// Which events about one child or one review were withdrawn.
public struct WithdrawnEvents: Codable, Equatable, Sendable {
  /// The events, in the order in which they were withdrawn.
  var events: [EventMark] = []

  /// Whether an event is among them.
  func holds(_ event: EventMark) -> Bool { events.contains(event) }
}

/// A number that stands for an event's source and id, so that an event kept is found again where it is withdrawn:
/// FNV-1a of 64 bits. It need only tell apart the events about one child or one review.
struct EventMark: Codable, Hashable {
  let number: Int

  /// A mark of this number.
  init(number: Int) { self.number = number }

  /// The mark of the event of this key.
  init(_ key: Event.Key) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array(key.source.utf8) + [0] + Array(key.id.utf8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    number = Int(truncatingIfNeeded: hash)
  }

  /// Reads the number.
  init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }

  /// Writes the number alone.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
}

extension Look<ParticipationState> {
  /// The events about a child or a review that were withdrawn.
  func withdrawn(_ subject: String) -> WithdrawnEvents {
    guard case .withdrawn(let events)? = self[.withdrawn(subject)] else { return WithdrawnEvents() }
    return events
  }
}
