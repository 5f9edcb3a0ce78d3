/// A service's room of pure rules, as the loop calls them: no rule here reads a clock, a file or a socket.
///
/// A service has streams of state. A stream is folded in one of three ways, so that it can be folded again: from the
/// service's own events that are about it (`evolve`), from own events about others (`gather`), or from what other
/// services told (`absorb`). The kind of a stream says which.
public struct Rules<State: StreamState>: Sendable {
  /// Whose rules they are.
  public let service: ServiceName
  /// What the service knows how to take, answer, tell and refuse.
  public let catalogue: Catalogue
  /// The stream that an event of the service's own journal is about.
  public let stream: @Sendable (Event) -> StreamKey
  /// What comes of a fact published from outside, beside the fact itself. After a crash it may be asked once more, with
  /// the same states, and must say the same.
  public let take: @Sendable (Event, Look<State>, Moment) throws(Refusal) -> Taking
  /// What comes of a command.
  public let decide: @Sendable (Ask, Look<State>, Moment) throws(Refusal) -> Decision
  /// Folds one event of the service's own journal into the state of its stream. Where events may be withdrawn the
  /// stream is folded again without them, so that an event which another rested on may be missing; `fact-withdrawn`
  /// itself comes in its place, for a state that notes the day.
  public let evolve: @Sendable (inout State?, Event) -> Void
  /// The streams beside its own that an event of the service's journal is gathered into, each once; none for most. They
  /// are of kinds that `stream` never gives.
  ///
  /// The journal is not threaded by them as it is by an event's own stream. So where an event that was gathered is
  /// withdrawn, its streams are folded again from the authority's whole journal, read once for all of them while the
  /// desk waits (some tens of microseconds an event); and so is each, once, when the state's version has changed.
  public let also: @Sendable (Event) -> [StreamKey]
  /// Folds an event of the service's own journal into the state of one of the streams that ``also`` gives for it, and a
  /// `fact-withdrawn` into those that were folded again without an event, as ``evolve`` does.
  public let gather: @Sendable (inout State?, StreamKey, Event) -> Void
  /// The streams that another service's event changes.
  public let mirrors: @Sendable (Event, ServiceName) -> [StreamKey]
  /// Folds another service's event into one of those streams.
  public let absorb: @Sendable (inout State?, StreamKey, Event, ServiceName) -> Void
  /// Their fact, my events: what the service itself tells because of another service's event. Called after `absorb`.
  ///
  /// - Throws: a refusal where the event cannot be applied: it is parked.
  public let react: @Sendable (Event, ServiceName, Look<State>, Moment) throws(Refusal) -> [Draft]
  /// What has to be told of a stream now though nobody asked: what time alone brought about, and what changed with
  /// that on which the stream depends (an adopted policy, an event withdrawn). Nothing, where nothing is to be told;
  /// what it tells of the stream itself must be such that asking again tells nothing more.
  ///
  /// It is called on the day that ``wakes`` gave, and for each stream of a kind that is ``stirs``ed (with the moment of
  /// the event that did it, even where later events were folded since).
  public let wake: @Sendable (StreamKey, Look<State>, Moment) -> [Draft]
  /// What has to be told of a stream after an event was withdrawn and it was folded again without it; the state is the
  /// one before. What ``wake`` tells, where nothing else is said.
  public let undo: @Sendable (StreamKey, State?, Look<State>, Moment) -> [Draft]
  /// The next day strictly after the given one on which time alone changes something in a stream of this state; nil
  /// where none will.
  ///
  /// The given day is the newest on which the stream was turned: by ``wake``, or by an event folded into it (the London
  /// day of its `receivedtime`). The answer is kept until the stream is turned again, so what else it looks at must
  /// stir the stream when it changes.
  public let wakes: @Sendable (StreamKey, State, Look<State>, CivilDate) -> CivilDate?
  /// The kind of stream of which each must be woken once because of an event, of the service's own journal or told by
  /// another service; nil for most. They are woken in slices, in order of stream, while the desk goes on.
  public let stirs: @Sendable (Event) -> String?
  /// Answers a question about few streams, at once.
  public let answer: @Sendable (Ask, Look<State>, Moment) throws(Refusal) -> JSON
  /// Answers a question about many streams, from a snapshot.
  public let answerLong: @Sendable (Ask, Gather<State>, Moment) throws(Refusal) -> JSON

  /// The rules of `service`, one function for each thing it is asked.
  public init(
    service: ServiceName, catalogue: Catalogue,
    stream: @escaping @Sendable (Event) -> StreamKey,
    take: @escaping @Sendable (Event, Look<State>, Moment) throws(Refusal) -> Taking,
    decide: @escaping @Sendable (Ask, Look<State>, Moment) throws(Refusal) -> Decision,
    evolve: @escaping @Sendable (inout State?, Event) -> Void,
    also: @escaping @Sendable (Event) -> [StreamKey] = { _ in [] },
    gather: @escaping @Sendable (inout State?, StreamKey, Event) -> Void = { _, _, _ in },
    mirrors: @escaping @Sendable (Event, ServiceName) -> [StreamKey],
    absorb: @escaping @Sendable (inout State?, StreamKey, Event, ServiceName) -> Void,
    react: @escaping @Sendable (Event, ServiceName, Look<State>, Moment) throws(Refusal) -> [Draft],
    wake: @escaping @Sendable (StreamKey, Look<State>, Moment) -> [Draft],
    undo: (@Sendable (StreamKey, State?, Look<State>, Moment) -> [Draft])? = nil,
    wakes: @escaping @Sendable (StreamKey, State, Look<State>, CivilDate) -> CivilDate?,
    stirs: @escaping @Sendable (Event) -> String?,
    answer: @escaping @Sendable (Ask, Look<State>, Moment) throws(Refusal) -> JSON,
    answerLong: @escaping @Sendable (Ask, Gather<State>, Moment) throws(Refusal) -> JSON
  ) {
    self.service = service
    self.catalogue = catalogue
    self.stream = stream
    self.take = take
    self.decide = decide
    self.evolve = evolve
    self.also = also
    self.gather = gather
    self.mirrors = mirrors
    self.absorb = absorb
    self.react = react
    self.wake = wake
    self.undo = undo ?? { stream, _, look, moment in wake(stream, look, moment) }
    self.wakes = wakes
    self.stirs = stirs
    self.answer = answer
    self.answerLong = answerLong
  }
}

/// The states that a rule may look at: those of one authority.
public struct Look<State: StreamState> {
  /// The authority.
  public let authority: Authority
  private let load: (StreamKey) -> State?
  private let list: (String) -> [StreamKey]

  /// A view in which `load` finds the state of a stream (nil where there is none), and `list` the streams of a kind, in
  /// order.
  public init(
    _ authority: Authority, list: @escaping (String) -> [StreamKey] = { _ in [] },
    load: @escaping (StreamKey) -> State?
  ) {
    self.authority = authority
    self.load = load
    self.list = list
  }

  /// The state of `stream`; nil where nothing was told of it yet.
  public subscript(stream: StreamKey) -> State? { load(stream) }

  /// All streams of `kind` that the authority has, in order of stream.
  ///
  /// For rare commands that must look at every child: it costs a scan of the index of streams, and each state looked at
  /// after it a load from the store (some tens of microseconds), while the desk waits. A question about many is a long
  /// question, and has ``Gather``.
  public func streams(of kind: String) -> [StreamKey] { list(kind) }
}

/// All states of one authority, for a question about many.
public struct Gather<State: StreamState> {
  /// The authority.
  public let authority: Authority
  private let visit: (String, (StreamKey, State) -> Void) -> Void

  /// A view in which `visit` calls its second argument for every stream of a kind, in order of stream.
  public init(_ authority: Authority, visit: @escaping (String, (StreamKey, State) -> Void) -> Void) {
    self.authority = authority
    self.visit = visit
  }

  /// Calls `each` for every stream of `kind`, in order of stream.
  public func forEach(_ kind: String, _ each: (StreamKey, State) -> Void) { visit(kind, each) }
}
