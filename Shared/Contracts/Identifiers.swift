/// An identifier that travels as a bare string and is checked once, where it enters.
///
/// Conformers say which texts they allow; decoding a text that is not allowed throws `DecodingError.dataCorrupted`.
public protocol Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The text as it travels.
  var text: String { get }
  /// The identifier of `text`, or nil where the text is not allowed.
  init?(_ text: String)
}

extension Identifier {
  /// The text as it travels.
  public var description: String { text }

  /// Orders identifiers by their text.
  public static func < (left: Self, right: Self) -> Bool { left.text < right.text }

  /// Reads the identifier from a JSON string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a \(Self.self)")
    }
    self = value
  }

  /// Writes the identifier as a JSON string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The characters that identifiers are made of.
enum Letters {
  /// 1 to 36 ASCII letters, digits and `-` (`protocol.md` §5).
  static func isIdentifier(_ text: String) -> Bool { (1...36).contains(text.utf8.count) && isAssigned(text) }

  /// 1 to 64 ASCII letters, digits and `-`: ids that are made of others.
  static func isAssigned(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  /// Lower-case words joined by single hyphens, 1 to 64 long, starting with a letter or a digit.
  static func isKebab(_ text: String) -> Bool {
    guard (1...64).contains(text.utf8.count) else { return false }
    var afterHyphen = true
    for byte in text.utf8 {
      if byte == UInt8(ascii: "-") {
        if afterHyphen { return false }
        afterHyphen = true
      } else {
        guard isLowerOrDigit(byte) else { return false }
        afterHyphen = false
      }
    }
    return !afterHyphen
  }

  /// 2 to 32 lower-case letters and digits (`protocol.md` §3).
  static func isAuthority(_ text: String) -> Bool {
    (2...32).contains(text.utf8.count) && text.utf8.allSatisfy(isLowerOrDigit)
  }

  /// A SHA-256 in hex: 64 digits in lower case.
  static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { isLowerOrDigit($0) && $0 <= UInt8(ascii: "f") }
  }

  static func isLowerOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isLowerOrDigit(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

/// A local authority's short name: `[a-z0-9]{2,32}`, such as `westminster`.
public struct Authority: Identifier {
  /// The text as it travels.
  public let text: String
  /// The authority called `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAuthority(text) else { return nil }
    self.text = text
  }
}

/// The authority's own pseudonymous id of a child: 1–36 letters, digits and `-`; no names travel.
public struct ChildID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The child `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// An Independent Reviewing Officer: 1–36 letters, digits and `-`.
public struct OfficerID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The officer `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A review: assigned by scheduling, 1–64 letters, digits and `-`.
public struct ReviewID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The review `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// A recommendation: assigned by scheduling, 1–64 letters, digits and `-`, the child's id among them.
public struct RecommendationID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The recommendation `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// A child protection conference: the caller's id or one assigned by scheduling, 1–64 letters, digits and `-`.
public struct ConferenceID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The conference `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// A sample: the caller's id or one assigned by scheduling, 1–64 letters, digits and `-`.
public struct SampleID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The sample `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// A dispute (challenge): 1–36 letters, digits and `-`.
public struct DisputeID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The dispute `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A survey: 1–36 letters, digits and `-`.
public struct SurveyID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The survey `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A word in the wire's manner: lower case, digits, single hyphens, at most 64 characters.
public struct KebabWord: Identifier {
  /// The text as it travels.
  public let text: String
  /// The word `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isKebab(text) else { return nil }
    self.text = text
  }
}

/// A consultation before a review: the caller's id or one assigned by participation, 1–64 letters, digits and `-`.
public struct ConsultationID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The consultation `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// A promise: the caller's id or one assigned by participation, 1–36 letters, digits and `-`.
public struct PromiseID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The promise `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A challenge clinic: the caller's id or one assigned by disputes, 1–36 letters, digits and `-`.
public struct ClinicID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The clinic `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A token by which somebody answers without naming a child, as in the QR code of a letter: 1–64 letters, digits and
/// `-`.
public struct TokenText: Identifier {
  /// The text as it travels.
  public let text: String
  /// The token `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isAssigned(text) else { return nil }
    self.text = text
  }
}

/// An action of a work plan: the caller's id or one assigned by reporting, 1–36 letters, digits and `-`.
public struct ActionID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The one called `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A risk: the caller's id or one assigned by reporting, 1–36 letters, digits and `-`.
public struct RiskID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The one called `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// An example of impact: the caller's id or one assigned by reporting, 1–36 letters, digits and `-`.
public struct ImpactID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The one called `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}

/// A report that was signed off: the caller's id or one assigned by reporting, 1–36 letters, digits and `-`.
public struct ReportID: Identifier {
  /// The text as it travels.
  public let text: String
  /// The one called `text`, or nil where the text is not allowed.
  public init?(_ text: String) {
    guard Letters.isIdentifier(text) else { return nil }
    self.text = text
  }
}
