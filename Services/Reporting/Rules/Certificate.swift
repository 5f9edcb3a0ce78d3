public import Contracts

/// Up to where a feed is counted.
public struct Cutoff: Hashable, Sendable {
  /// The service whose feed it is.
  public let service: ServiceName
  /// The life of its journal.
  public let epoch: Int
  /// The newest event counted.
  public let sequence: Sequence

  /// A cut-off by its parts.
  public init(service: ServiceName, epoch: Int, sequence: Sequence) {
    self.service = service
    self.epoch = epoch
    self.sequence = sequence
  }

  /// The cut-off as it travels.
  public var json: JSON { signed(root: nil) }

  /// The same with the link of the journal's chain there, where it is known.
  func signed(root: String?) -> JSON {
    .object([
      ("service", .string(service.rawValue)), ("epoch", .integer(epoch)), ("sequence", .string(sequence.text)),
      ("root", root.map { .string($0) }),
    ])
  }
}

/// Of which authority and period, and as of when, facts are counted.
public struct Scope: Hashable, Sendable {
  /// The authority.
  public let authority: Authority
  /// The first day.
  public let from: CivilDate
  /// The last day.
  public let to: CivilDate
  /// Only what was known by then.
  public let knownOn: Timestamp
  /// Only what was told up to here, one cut-off a feed that told anything.
  public let cutoffs: [Cutoff]
  /// Up to which place of Reporting's own journal populations count; 0 where none is counted.
  public var populations: Int64 = 0

  /// A scope by its parts.
  public init(authority: Authority, from: CivilDate, to: CivilDate, knownOn: Timestamp, cutoffs: [Cutoff]) {
    self.authority = authority
    self.from = from
    self.to = to
    self.knownOn = knownOn
    self.cutoffs = cutoffs
  }
}

/// What was asked when a figure or a table was answered, whole, with a short hash of the answer: it gives the same
/// number and the same records whenever it is opened.
///
/// It travels as URL-safe text: the Base64url (RFC 4648 §5, unpadded) of one line of JSON, a full stop, and 16 hex
/// digits.
public struct Certificate: Hashable, Sendable {
  /// What it certifies.
  public enum Kind: String, Sendable {
    case figure = "figure"
    case table = "table"
  }

  /// What it certifies.
  public let kind: Kind
  /// The figure's or table's name.
  public let name: String
  /// The version of its definition.
  public let version: Int
  /// What was counted.
  public let scope: Scope
  /// The ages asked for, where a table was asked for some only.
  public let ages: AgeRange?
  /// The first 16 hex digits of the SHA-256 of the answer.
  public let seal: String

  /// A certificate by its parts; `hash` is the whole SHA-256 in hex.
  public init(_ kind: Kind, name: String, version: Int, scope: Scope, ages: AgeRange? = nil, hash: String) {
    self.kind = kind
    self.name = name
    self.version = version
    self.scope = scope
    self.ages = ages
    seal = String(hash.prefix(16))
  }

  /// In place of a seal, for a key that may have counts alone: it opens the same records, and proves no number.
  public static let noSeal = String(repeating: "0", count: 16)

  /// The certificate without its seal.
  public var unsealed: Certificate {
    Certificate(kind, name: name, version: version, scope: scope, ages: ages, hash: Certificate.noSeal)
  }

  /// The certificate as it travels.
  public var text: String {
    let json = JSON.object(
      [(kind.rawValue, .string(name)), ("version", .integer(version))] + scope.certifying
        + [("ages", ages.map { .string($0.text) })])
    return Base64URL.text(of: json.line) + "." + seal
  }

  /// Reads a certificate; nil where the text is not one.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let bytes = Base64URL.bytes(of: parts[0]), parts[1].utf8.count == 16,
      let json = try? JSON.read(bytes), let version = json["version"]?.integer,
      let kind: Kind = json["figure"] != nil ? .figure : json["table"] != nil ? .table : nil,
      let name = json[kind.rawValue]?.string, let scope = Scope(certified: json)
    else { return nil }
    let ages = json["ages"]?.string
    let range = ages.flatMap { AgeRange($0) }
    guard (ages == nil) == (range == nil) else { return nil }
    self.kind = kind
    self.name = name
    self.version = version
    self.scope = scope
    self.ages = range
    seal = String(parts[1])
  }
}

extension Scope {
  /// The members by which a certificate tells the scope.
  var certifying: [(String, JSON?)] {
    [
      ("authority", .string(authority.text)), ("from", .string(from.description)), ("to", .string(to.description)),
      ("knownOn", .string(knownOn.description)), ("cutoffs", Cutoff.json(cutoffs)),
      ("populations", populations > 0 ? .integer(Int(populations)) : nil),
    ]
  }

  /// The scope as far as a definition with these sources depends on it.
  func needed(by sources: Sources) -> Scope {
    var scope = self
    if !sources.contains(.population) { scope.populations = 0 }
    return scope
  }

  /// The scope that a certificate's JSON tells.
  init?(certified json: JSON) {
    guard let authority = json["authority"]?.string.flatMap({ Authority($0) }),
      let from = json["from"]?.string.flatMap({ CivilDate($0) }),
      let to = json["to"]?.string.flatMap({ CivilDate($0) }),
      let knownOn = json["knownOn"]?.string.flatMap({ Timestamp($0) }), from <= to,
      let cutoffs = Cutoff.list(json["cutoffs"])
    else { return nil }
    self.init(authority: authority, from: from, to: to, knownOn: knownOn, cutoffs: cutoffs)
    guard let told = json["populations"] else { return }
    guard let populations = told.integer, populations > 0 else { return nil }
    self.populations = Int64(populations)
  }
}

extension Cutoff {
  /// Cut-offs as certificates and cursors hold them: a triple a feed.
  static func json(_ cutoffs: [Cutoff]) -> JSON {
    .array(
      cutoffs.map { cutoff in
        .array([.string(cutoff.service.rawValue), .integer(cutoff.epoch), .integer(cutoff.sequence.number)])
      })
  }

  /// Reads such cut-offs; nil where they are not ones.
  static func list(_ json: JSON?) -> [Cutoff]? {
    guard let list = json?.array else { return nil }
    var cutoffs: [Cutoff] = []
    for item in list {
      guard let parts = item.array, parts.count == 3,
        let service = parts[0].string.flatMap({ ServiceName(rawValue: $0) }),
        let epoch = parts[1].integer, let sequence = parts[2].integer, (1...1_000_000).contains(epoch), sequence >= 0,
        !cutoffs.contains(where: { $0.service == service })
      else { return nil }
      cutoffs.append(Cutoff(service: service, epoch: epoch, sequence: Sequence(Int64(sequence))))
    }
    return cutoffs
  }
}

/// Base64 with the URL-safe alphabet and without padding (RFC 4648 §5).
enum Base64URL {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The text of `bytes`.
  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 4 / 3 + 4)
    var value = 0
    var bits = 0
    for byte in bytes {
      value = (value << 8 | Int(byte)) & 0xFFFF
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[value >> bits & 63])
      }
    }
    if bits > 0 { text.append(alphabet[value << (6 - bits) & 63]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes of `text`; nil where it is not written as this writes it.
  static func bytes(of text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var value = 0
    var bits = 0
    for character in text.utf8 {
      guard let digit = alphabet.firstIndex(of: character) else { return nil }
      value = value << 6 | digit
      bits += 6
      guard bits >= 8 else { continue }
      bits -= 8
      bytes.append(UInt8(value >> bits & 255))
      value &= 1 << bits - 1
    }
    return bits < 6 && value == 0 ? bytes : nil
  }
}
