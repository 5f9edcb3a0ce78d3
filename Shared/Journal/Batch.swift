public import Contracts

/// All that one turn of the loop stores, in one transaction.
public struct Batch {
  /// New events, in the order of their sequences.
  public var events: [JournalRow] = []
  /// Changed states.
  public var states: [StateRow] = []
  /// Up to which event of each authority the stored states are folded, once this batch is stored.
  public var foldedTo: [Authority: Sequence] = [:]
  /// Positions of the feeds that were read.
  public var positions: [FeedPosition] = []
  /// Sealed texts; one that is kept already stays as it is.
  public var sealed: [SealedRow] = []
  /// Who looked at what: entries of the access journals, in order.
  public var accesses: [AccessRow] = []
  /// Answers of commands.
  public var answers: [CommandAnswer] = []
  /// Lines that were not accepted.
  public var refused: [RefusedRow] = []
  /// What waits, anew or in a new state; a row with the same id replaces the one before.
  public var waiting: [WaitingRow] = []
  /// Events of other services that could not be applied.
  public var parked: [ParkedRow] = []
  /// Parked events that were applied since, by service, authority and sequence.
  public var unparked: [ParkedRow.Key] = []
  /// Sweeps, begun, gone on or done; a row of the same authority, kind and cause replaces the one before.
  public var sweeps: [SweepRow] = []
  /// The newest received time seen, where no row of this batch has it: of an event of another service.
  public var newestReceivedtime: Timestamp?
  /// Effects of other services' events on a read model, in the same transaction.
  public var effects: ((StoreTransaction) throws -> Void)?

  /// An empty batch.
  public init() {}

  /// Whether there is nothing to store.
  public var isEmpty: Bool {
    events.isEmpty && states.isEmpty && positions.isEmpty && answers.isEmpty && refused.isEmpty && waiting.isEmpty
      && parked.isEmpty && unparked.isEmpty && foldedTo.isEmpty && sweeps.isEmpty && sealed.isEmpty
      && accesses.isEmpty && newestReceivedtime == nil && effects == nil
  }
}

/// An event as it goes into the journal.
public struct JournalRow: Sendable {
  /// The authority whose journal it is.
  public let authority: Authority
  /// Its place there.
  public let sequence: Sequence
  /// The pair that names it for ever.
  public let key: Event.Key
  /// SHA-256 of the event as a JSON value, `receivedtime` apart.
  public let digest: [UInt8]
  /// The stream it is about.
  public let stream: StreamKey
  /// The event before it of the same stream; zero for the first. So one stream is read without an index.
  public let previous: Sequence
  /// When it became known.
  public let receivedtime: Timestamp
  /// The line as told, without LF.
  public let line: [UInt8]

  /// A row by its parts.
  public init(
    authority: Authority, sequence: Sequence, key: Event.Key, digest: [UInt8], stream: StreamKey, previous: Sequence,
    receivedtime: Timestamp, line: [UInt8]
  ) {
    self.authority = authority
    self.sequence = sequence
    self.key = key
    self.digest = digest
    self.stream = stream
    self.previous = previous
    self.receivedtime = receivedtime
    self.line = line
  }
}

/// The state of a stream as it is stored.
public struct StateRow: Equatable, Sendable {
  /// The authority.
  public let authority: Authority
  /// The stream.
  public let stream: StreamKey
  /// The version of the fold that made it.
  public let version: Int
  /// The newest event of this journal folded into it; zero where it holds only what other services told.
  public let sequence: Sequence
  /// The next day on which time alone changes something.
  public let wake: CivilDate?
  /// The state, as JSON.
  public let body: [UInt8]

  /// A row by its parts.
  public init(
    authority: Authority, stream: StreamKey, version: Int, sequence: Sequence, wake: CivilDate?, body: [UInt8]
  ) {
    self.authority = authority
    self.stream = stream
    self.version = version
    self.sequence = sequence
    self.wake = wake
    self.body = body
  }
}

/// A line that was not accepted, kept before its sender is told.
public struct RefusedRow: Equatable, Sendable {
  /// Its number, given by the store; 0 until then. The cursor of `refused`.
  public var number: Int64 = 0
  /// When.
  public let at: Timestamp
  /// Whose: the name of the key, or how it came where no keys are used.
  public let key: String
  /// The code it was answered with.
  public let code: Int
  /// The reason it was answered with.
  public let reason: String
  /// The line as it came.
  public let line: [UInt8]
  /// False where it is only counted, and has no line.
  public let isKept: Bool

  /// A row by its parts.
  public init(
    number: Int64 = 0, at: Timestamp, key: String, code: Int, reason: String, line: [UInt8], isKept: Bool = true
  ) {
    self.number = number
    self.at = at
    self.key = key
    self.code = code
    self.reason = reason
    self.line = line
    self.isKept = isKept
  }
}

/// What was accepted but waits for something not yet told.
public struct WaitingRow: Equatable, Sendable {
  /// How it stands.
  public enum State: String, Sendable {
    case waiting = "waiting"
    case applied = "applied"
    case refused = "refused"
  }

  /// An id of its own: of an event or of a command, told apart by a prefix; the same ask has the same id.
  public let id: String
  /// The authority.
  public let authority: Authority
  /// The stream about which something must be told first.
  public let stream: StreamKey
  /// When it was accepted.
  public let since: Timestamp
  /// What it waits for, in words without personal data.
  public let reason: String
  /// How it stands.
  public let state: State
  /// Why it was refused in the end.
  public let refusal: String?
  /// Whose it is.
  public let key: String
  /// SHA-256 of its content, so that the same id with other content is a conflict.
  public let digest: [UInt8]
  /// The request as it came.
  public let line: [UInt8]
  /// When it became known.
  public let receivedtime: Timestamp

  /// A row by its parts.
  public init(
    id: String, authority: Authority, stream: StreamKey, since: Timestamp, reason: String, state: State,
    refusal: String? = nil, key: String, digest: [UInt8], line: [UInt8], receivedtime: Timestamp
  ) {
    self.id = id
    self.authority = authority
    self.stream = stream
    self.since = since
    self.reason = reason
    self.state = state
    self.refusal = refusal
    self.key = key
    self.digest = digest
    self.line = line
    self.receivedtime = receivedtime
  }
}

/// An event of another service that could not be applied, or that stands behind such a one of the same child.
public struct ParkedRow: Equatable, Sendable {
  /// Which event.
  public struct Key: Hashable, Comparable, Sendable {
    /// The service that told it.
    public let service: ServiceName
    /// The authority.
    public let authority: Authority
    /// Its place in that service's journal.
    public let sequence: Sequence

    /// A key by its parts.
    public init(service: ServiceName, authority: Authority, sequence: Sequence) {
      self.service = service
      self.authority = authority
      self.sequence = sequence
    }

    /// Orders keys by service, authority and sequence.
    public static func < (left: Key, right: Key) -> Bool {
      (left.service.rawValue, left.authority, left.sequence) < (right.service.rawValue, right.authority, right.sequence)
    }
  }

  /// Which event.
  public let key: Key
  /// The child, or other subject, behind which later events queue.
  public let subject: String
  /// Why it could not be applied.
  public let reason: String
  /// The line as told.
  public let line: [UInt8]

  /// A row by its parts.
  public init(key: Key, subject: String, reason: String, line: [UInt8]) {
    self.key = key
    self.subject = subject
    self.reason = reason
    self.line = line
  }
}
