/// One of the four services.
public enum ServiceName: String, CaseIterable, Sendable {
  case scheduling = "scheduling"
  case participation = "participation"
  case disputes = "disputes"
  case reporting = "reporting"

  /// The base port on which the service's desk binds by default; feed and ear follow at the next two (`protocol.md`
  /// §1).
  public var port: Int {
    switch self {
    case .scheduling: 7100
    case .participation: 7110
    case .disputes: 7120
    case .reporting: 7130
    }
  }

  /// The services whose feeds this one follows (`protocol.md` §4).
  public var follows: [ServiceName] {
    switch self {
    case .scheduling: []
    case .participation, .disputes: [.scheduling]
    case .reporting: [.scheduling, .participation, .disputes]
    }
  }

  /// Whether the service has an ear, for systems that can only publish (`protocol.md` §1).
  public var hasEar: Bool {
    switch self {
    case .scheduling, .participation: true
    case .disputes, .reporting: false
    }
  }

  /// The environment variable that says where this service's desk is found (`protocol.md` §8).
  public var setting: String { "HOLDFAST_" + rawValue.uppercased() }
}

/// A position in one service's journal of one authority: 1, 2, 3 … without a gap; zero is "before the first".
public struct Sequence: Hashable, Comparable, Sendable {
  /// The position as a number.
  public let number: Int64
  /// The position before the first event.
  public static let zero = Sequence(0)

  /// The position `number`, which is not negative.
  public init(_ number: Int64) {
    precondition(number >= 0, "a sequence is never negative")
    self.number = number
  }

  /// The position written in 1 to 19 digits, or nil where the text is anything else.
  public init?(_ text: String) {
    guard (1...19).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int64(text)
    else { return nil }
    self.number = number
  }

  /// The position as it travels: 19 digits, zero padded.
  public var text: String {
    var digits = [UInt8](repeating: UInt8(ascii: "0"), count: 19)
    var rest = number
    var place = 18
    while rest > 0 {
      digits[place] += UInt8(rest % 10)
      rest /= 10
      place -= 1
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The position after this one.
  public var next: Sequence { Sequence(number + 1) }

  /// Orders positions.
  public static func < (left: Sequence, right: Sequence) -> Bool { left.number < right.number }
}

/// What one state is about, such as `child/W-0001`: the unit in which state is kept, loaded and folded.
public struct StreamKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The kind and the id, joined by a slash.
  public let text: String

  /// The stream of `kind` (a kebab word) and `id`.
  public init(_ kind: String, _ id: String) { text = kind + "/" + id }

  /// The stream whose joined text is `text`, as it was stored.
  public init(stored text: String) { self.text = text }

  /// The kind before the slash.
  public var kind: Substring { text.prefix { $0 != "/" } }

  /// The kind and the id, joined by a slash.
  public var description: String { text }

  /// Orders streams by their text.
  public static func < (left: StreamKey, right: StreamKey) -> Bool { left.text < right.text }
}
