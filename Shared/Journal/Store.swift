public import Contracts
public import GRDB

/// What the loop needs of a store: one writer, used from the loop's thread alone.
///
/// Two stores conform: the journal on SQLite, and a deterministic one in memory for tests that cut and crash it.
public protocol Store: AnyObject {
  /// The journals kept here that hold an event, one an authority, in order of authority, with their newest positions.
  func heads() throws(StoreError) -> [JournalHead]
  /// The positions up to which other services' feeds were read.
  func positions() throws(StoreError) -> [FeedPosition]
  /// The newest received time that was ever stored, of events, of what waits, or told by the batch; nil in a new store.
  /// The clock `follow` starts here.
  func newestReceivedtime() throws(StoreError) -> Timestamp?
  /// Stores a batch whole, or not at all, and returns only when it is on disk.
  func commit(_ batch: Batch) throws(StoreError)
  /// The place and content digest of the event that `key` names, if the authority's journal holds it.
  func receipt(_ authority: Authority, _ key: Event.Key) throws(StoreError) -> Receipt?
  /// The digest and the answer of a command that was answered before.
  func answer(_ command: CommandKey) throws(StoreError) -> CommandAnswer?
  /// The sealed text of an authority whose SHA-256 is `hash`, 64 digits in lower case; nil where none is kept.
  func sealed(_ authority: Authority, _ hash: String) throws(StoreError) -> SealedRow?
  /// The state of a stream as it was last written, which may lag behind the journal.
  func state(_ authority: Authority, _ stream: StreamKey) throws(StoreError) -> StateRow?
  /// The streams of an authority whose wake date is on or before `date`, in order of wake date and stream.
  func waking(_ authority: Authority, through date: CivilDate) throws(StoreError) -> [StreamKey]
  /// The streams of an authority whose states are stored and that have `kind`, after `after` (from the first where it
  /// is nil), at most `limit` of them, in order.
  func streams(
    _ authority: Authority, kind: String, after: StreamKey?, limit: Int
  ) throws(StoreError) -> [StreamKey]
  /// The kinds of stream of which a stored state is of another version than `version`, by authority, in order.
  func kinds(otherThan version: Int) throws(StoreError) -> [(authority: Authority, kind: String)]
  /// The sweeps that are not done, the oldest first.
  func sweeps() throws(StoreError) -> [SweepRow]
  /// The earliest wake date among an authority's states.
  func earliestWake(_ authority: Authority) throws(StoreError) -> CivilDate?
  /// The lines told after `after`, oldest first: at most `limit`, and at most about `bytes` together (but one at
  /// least).
  func lines(_ authority: Authority, after: Sequence, limit: Int, bytes: Int) throws(StoreError) -> [[UInt8]]
  /// The lines of one stream, oldest first, found by walking back from `last`.
  func lines(_ authority: Authority, of stream: StreamKey, endingAt last: Sequence) throws(StoreError) -> [[UInt8]]
  /// What waits for something not yet told, in the order in which it was accepted; with those already done if asked.
  func waiting(includingDone: Bool) throws(StoreError) -> [WaitingRow]
  /// Events of other services that could not be applied, in order.
  func parked() throws(StoreError) -> [ParkedRow]
  /// How many lines were refused; those beyond a key's quota are counted here too, though they are not kept.
  func refusedCount() throws(StoreError) -> Int
  /// How many of them are of one key.
  func refusedCount(of key: String) throws(StoreError) -> Int
  /// The refused lines after number `after`, oldest first.
  func refused(after: Int64, limit: Int) throws(StoreError) -> [RefusedRow]
  /// Ends a turn that stores nothing: what was read for it is let go.
  func settle() throws(StoreError)
  /// A reader for long questions: usable from another thread, one consistent view for each use.
  func reader() -> any StoreReader
  /// Free bytes where the store lives; nil where there is no disk.
  func diskFreeBytes() -> Int64?
  /// Lets go of what is in memory only to be quicker, beside what goes on.
  func giveBack()
  /// Writes what is still in memory and closes; the store is not used afterwards.
  func close()
}

/// Reads for long questions, from any thread; each call sees one consistent view.
public protocol StoreReader: Sendable {
  /// The database, for a service's read model; nil for a store that has none.
  var database: (any DatabaseReader)? { get }
  /// The lines told after `after`; see ``Store/lines(_:after:limit:bytes:)``.
  func lines(_ authority: Authority, after: Sequence, limit: Int, bytes: Int) throws(StoreError) -> [[UInt8]]
  /// Reads an authority's whole journal again, checking sequence and chain; the number of events and the root.
  ///
  /// - Throws: `StoreError.broken` naming the first sequence that does not hold.
  func verify(_ authority: Authority) throws(StoreError) -> (events: Int64, root: [UInt8])
  /// The entries of an authority's access journal that `filter` asks for.
  func accesses(_ authority: Authority, _ filter: AccessFilter) throws(StoreError) -> AccessPage
  /// Reads an authority's access journal again, checking numbers and chain.
  ///
  /// - Throws: `StoreError.broken` naming the first entry that does not hold.
  func verifyAccesses(_ authority: Authority) throws(StoreError) -> (entries: Int64, root: [UInt8])
  /// Calls `each` for the states of an authority whose stream has `kind`, in order of stream; `each` returns false to
  /// stop.
  func states(
    _ authority: Authority, kind: String, _ each: (StateRow) -> Bool
  ) throws(StoreError)
}

/// Why a store did not do what was asked.
public enum StoreError: Error, Equatable, Sendable {
  /// The disk is full, or another program holds the file locked: nothing was changed, later it may go.
  case full
  /// The disk failed: what was written is not certain; the process must end without answering.
  case disk(String)
  /// The stored bytes are not what was written: the chain or the sequence breaks at this place.
  case broken(authority: String, sequence: Int64)
  /// The store cannot be opened or used: wrong version, wrong settings.
  case unusable(String)
}

/// An authority's journal: which life it is in, and how far it goes.
public struct JournalHead: Equatable, Sendable {
  /// The authority.
  public let authority: Authority
  /// The journal's life: 1, and one more each time it is restored from a backup or taken over by force.
  public let epoch: Int
  /// The newest event.
  public let head: Sequence
  /// Up to which event the stored states are folded; what lies between is folded again at start.
  public let foldedTo: Sequence

  /// A head by its parts.
  public init(authority: Authority, epoch: Int, head: Sequence, foldedTo: Sequence) {
    self.authority = authority
    self.epoch = epoch
    self.head = head
    self.foldedTo = foldedTo
  }
}

/// How far another service's feed of an authority was read.
public struct FeedPosition: Equatable, Sendable {
  /// The service whose feed it is.
  public let service: ServiceName
  /// The authority.
  public let authority: Authority
  /// The life of the journal that was read.
  public let epoch: Int
  /// The newest event whose effects are stored.
  public let sequence: Sequence

  /// A position by its parts.
  public init(service: ServiceName, authority: Authority, epoch: Int, sequence: Sequence) {
    self.service = service
    self.authority = authority
    self.epoch = epoch
    self.sequence = sequence
  }
}

/// Where an accepted event stands, and a digest of what it said.
public struct Receipt: Equatable, Sendable {
  /// Its place in the journal.
  public let sequence: Sequence
  /// SHA-256 of the event as a JSON value, `receivedtime` apart: 32 bytes.
  public let digest: [UInt8]

  /// A receipt by its parts.
  public init(sequence: Sequence, digest: [UInt8]) {
    self.sequence = sequence
    self.digest = digest
  }
}

/// Which command: the same id from the same key for the same authority is the same command for ever.
public struct CommandKey: Hashable, Sendable {
  /// The authority.
  public let authority: Authority
  /// The name of the key that asked; empty where no keys are used.
  public let key: String
  /// The caller's id.
  public let id: String

  /// A command key by its parts.
  public init(authority: Authority, key: String, id: String) {
    self.authority = authority
    self.key = key
    self.id = id
  }
}

/// What a command was answered.
public struct CommandAnswer: Equatable, Sendable {
  /// Which command.
  public let command: CommandKey
  /// SHA-256 of method and params as JSON values, `receivedtime` apart: 32 bytes.
  public let digest: [UInt8]
  /// The `result` it was answered, as JSON.
  public let result: [UInt8]

  /// An answer by its parts.
  public init(command: CommandKey, digest: [UInt8], result: [UInt8]) {
    self.command = command
    self.digest = digest
    self.result = result
  }
}
