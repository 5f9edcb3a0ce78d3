/// What happened: a CloudEvents 1.0 event with the members of `protocol.md` §3.
public struct Event: Sendable {
  /// Who says so and under which id: the pair names an event of an authority for ever.
  public struct Key: Hashable, Sendable {
    /// The system that says it, such as `/westminster/mosaic`.
    public let source: String
    /// Its id there.
    public let id: String

    /// The event `id` of `source`.
    public init(source: String, id: String) {
      self.source = source
      self.id = id
    }
  }

  /// The authority it concerns.
  public let authority: Authority
  /// Who says so, under which id.
  public let key: Key
  /// What happened, in a kebab word in the past tense.
  public let type: String
  /// What it is about: a child, officer, review or dispute.
  public let subject: String
  /// When the source system wrote it down.
  public let recordedtime: Timestamp?
  /// The flow to which it belongs.
  public let correlationid: String?
  /// The event that caused this one.
  public let causationid: String?
  /// When it became known; nil until the service or an importing key says so.
  public let receivedtime: Timestamp?
  /// Its place in the journal of the service that told it; nil until it is accepted.
  public let sequence: Sequence?
  /// Where the event stood in the bytes that it was read from.
  public let range: Range<Int>
  /// The message in `data`, where it is at hand already; see ``Message/of(_:at:)``.
  var message: (any Message)?
  private let content: EventContent

  /// What happened, in particular.
  public var data: JSON { content.tree }
  /// The id of the child that `data` names; nil where it names none.
  public var child: String? { content.child }

  /// The members of the envelope.
  public static let fields: [Field] = [
    .required("specversion", .oneOf(["1.0"]), "the version of CloudEvents"),
    .required("id", .text(1...128), "the source's own id; with the source it names the event for ever"),
    .required("source", .text(1...256), "the system that says it, such as /westminster/mosaic"),
    .required("type", .word, "what happened"),
    .required("subject", .text(1...64), "what it is about; the same id stands in data"),
    .required("authority", .authority, "the local authority"),
    .required("data", .anyObject, "what happened, in particular; see the type"),
    .optional("time", .time, "when it happened; the civil dates in data rule"),
    .optional("recordedtime", .time, "when the source system wrote it down"),
    .optional("correlationid", .text(1...128), "the flow to which it belongs"),
    .optional("causationid", .text(1...128), "the event that caused it"),
    .optional("receivedtime", .time, "when it became known; for a key with the permission import"),
  ]

  /// Members that only the service sets.
  static let ours = ["journaledtime", "sequence"]

  /// Reads an event that is offered from outside, which stands at the JSON pointer `at` of params.
  ///
  /// - Throws: a refusal (-32602) that names every wrong field of the envelope; `data` is checked by its type.
  public init(offered value: JSON, at: String) throws(Refusal) {
    var faults: [Fault] = []
    Field.check(Event.fields, value, at: at, into: &faults)
    for name in Event.ours where value[name] != nil { faults.append(Fault("set-by-the-service", at: "\(at)/\(name)")) }
    guard faults.isEmpty, let event = Event(value) else { throw Refusal(.wrongParams, faults) }
    self = event
  }

  /// Reads an event as a service told it.
  ///
  /// - Throws: why the line is not one; a told line may be longer than a request by the service's own members.
  public init(told line: [UInt8]) throws(LineFault) {
    guard let event = Event(toldAs: try JSON.read(line, limit: Limits.frame)) else { throw .notJSON }
    self = event
  }

  /// The event as a service told it, inside an answer; nil where the value is not one.
  public init?(toldAs value: JSON) {
    guard let event = Event(value), event.sequence != nil, event.receivedtime != nil else { return nil }
    self = event
  }

  private init?(_ value: JSON) {
    guard let members = value.members, let authority = members["authority"]?.string.flatMap({ Authority($0) }),
      let id = members["id"]?.string, let source = members["source"]?.string,
      let type = members["type"]?.string, let subject = members["subject"]?.string, let data = members["data"]
    else { return nil }
    self.authority = authority
    key = Key(source: source, id: id)
    self.type = type
    self.subject = subject
    content = .tree(data)
    recordedtime = members["recordedtime"]?.string.flatMap { Timestamp($0) }
    correlationid = members["correlationid"]?.string
    causationid = members["causationid"]?.string
    receivedtime = members["receivedtime"]?.string.flatMap { Timestamp($0) }
    sequence = members["sequence"]?.string.flatMap { Sequence($0) }
    range = members.range
  }

  /// An event that a service makes itself: `draft`, caused by the event or command `causationid`.
  public init(
    made draft: Draft, authority: Authority, key: Key, correlationid: String?, causationid: String?,
    receivedtime: Timestamp, sequence: Sequence
  ) {
    self.authority = authority
    self.key = key
    type = draft.type
    subject = draft.subject
    content = draft.content
    recordedtime = nil
    self.correlationid = correlationid
    self.causationid = causationid
    self.receivedtime = receivedtime
    self.sequence = sequence
    range = 0..<0
    message = draft.message
  }

  /// The event's own bytes, without the members that only the service sets.
  public var line: [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(640)
    line.append(contentsOf: #"{"specversion":"1.0""#.utf8)
    func write(_ name: String, _ text: String?) {
      guard let text else { return }
      line.append(contentsOf: name.utf8)
      JSON.write(text, to: &line)
    }
    write(#","id":"#, key.id)
    write(#","source":"#, key.source)
    write(#","type":"#, type)
    write(#","subject":"#, subject)
    write(#","authority":"#, authority.text)
    write(#","correlationid":"#, correlationid)
    write(#","causationid":"#, causationid)
    line.append(contentsOf: #","data":"#.utf8)
    content.write(to: &line)
    line.append(UInt8(ascii: "}"))
    return line
  }

  /// The event with its data read as a message of `type`, so that rules and fold need not read it again.
  ///
  /// - Throws: as ``Message/decoded(_:at:)``; the data was validated before.
  public func read(as type: EventType, at: String) throws(Refusal) -> Event {
    var event = self
    event.message = try type.decode(data, at)
    return event
  }

  /// The event once a service has accepted it: known at `receivedtime`, at `sequence` of its journal.
  public func accepted(receivedtime: Timestamp, sequence: Sequence) -> Event {
    Event(accepted: self, receivedtime: receivedtime, sequence: sequence)
  }

  private init(accepted event: Event, receivedtime: Timestamp, sequence: Sequence) {
    authority = event.authority
    key = event.key
    type = event.type
    subject = event.subject
    content = event.content
    recordedtime = event.recordedtime
    correlationid = event.correlationid
    causationid = event.causationid
    self.receivedtime = receivedtime
    self.sequence = sequence
    range = event.range
    message = event.message
  }
}

extension Event {
  /// The line as told: the bytes of the event with the service's members spliced in before its last `}`
  /// (`protocol.md` §3). `receivedtime` is spliced in only where the sender did not give it.
  public static func asTold(
    _ offered: [UInt8], receivedtime: Timestamp?, journaledtime: Timestamp, sequence: Sequence
  ) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(offered.count + 128)
    line.append(contentsOf: offered)
    while let last = line.last, last != UInt8(ascii: "}") { line.removeLast() }
    line.removeLast()
    if let receivedtime {
      line.append(contentsOf: #","receivedtime":""#.utf8)
      receivedtime.write(to: &line)
      line.append(UInt8(ascii: "\""))
    }
    line.append(contentsOf: #","journaledtime":""#.utf8)
    journaledtime.write(to: &line)
    line.append(contentsOf: #"","sequence":""#.utf8)
    line.append(contentsOf: sequence.text.utf8)
    line.append(contentsOf: #""}"#.utf8)
    return line
  }
}
