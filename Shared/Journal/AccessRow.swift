public import Contracts

/// That somebody looked: an entry of an authority's access journal, which has a chain of its own and is on no feed.
public struct AccessRow: Equatable, Sendable {
  /// The authority.
  public let authority: Authority
  /// When.
  public let at: Timestamp
  /// The name of the key that looked; empty where no keys are used.
  public let key: String
  /// The children looked at; empty where the question was about many and named none.
  public let children: [String]
  /// The entry, as JSON: what the chain binds.
  public let line: [UInt8]

  /// An entry by its parts.
  public init(authority: Authority, at: Timestamp, key: String, children: [String], line: [UInt8]) {
    self.authority = authority
    self.at = at
    self.key = key
    self.children = children
    self.line = line
  }
}

/// Which entries of an access journal are asked for.
public struct AccessFilter: Sendable {
  /// Those about this child, and those about many that name none.
  public let child: String?
  /// Those of this key.
  public let key: String?
  /// Those from this moment on.
  public let from: Timestamp?
  /// Those before this moment.
  public let before: Timestamp?
  /// Those after this number.
  public let after: Int64
  /// At most so many.
  public let limit: Int

  /// A filter by its parts.
  public init(child: String?, key: String?, from: Timestamp?, before: Timestamp?, after: Int64, limit: Int) {
    self.child = child
    self.key = key
    self.from = from
    self.before = before
    self.after = after
    self.limit = limit
  }
}

/// What an access journal holds of what was asked for.
public struct AccessPage: Equatable, Sendable {
  /// The entries, the oldest first, with their numbers.
  public let rows: [(number: Int64, line: [UInt8])]
  /// How many entries the journal holds.
  public let entries: Int64
  /// The newest link of its chain; 32 zero bytes where it is empty.
  public let root: [UInt8]

  /// A page by its parts.
  public init(rows: [(number: Int64, line: [UInt8])], entries: Int64, root: [UInt8]) {
    self.rows = rows
    self.entries = entries
    self.root = root
  }

  /// Whether both hold the same.
  public static func == (left: AccessPage, right: AccessPage) -> Bool {
    left.entries == right.entries && left.root == right.root
      && left.rows.elementsEqual(right.rows) { $0.number == $1.number && $0.line == $1.line }
  }
}
