import Contracts
import Wire

/// A connection to a desk over one DEALER socket.
final class Desk {
  /// A desk that does not answer.
  struct Silent: Error, CustomStringConvertible {
    let endpoint: Endpoint
    var description: String { "\(endpoint) does not answer" }
  }

  let endpoint: Endpoint
  let socket: Socket

  /// Connects to a desk, whether or not anybody is there yet.
  init(_ context: Context, _ endpoint: Endpoint, _ security: Security = .none) throws {
    self.endpoint = endpoint
    socket = try Socket(context, .dealer, security)
    try socket.connect(endpoint)
  }

  deinit { socket.close() }

  /// Asks for the desk's health until it answers.
  @discardableResult
  func health(patience: Double = 60) throws -> JSON { try ask("health", [], patience: patience) }

  /// Asks one question and waits for its answer; nothing else may be outstanding.
  ///
  /// - Throws: `Silent` after `patience` seconds; the desk's `Refusal`.
  @discardableResult
  func ask(_ method: String, _ params: [(String, JSON?)], patience: Double = 120) throws -> JSON {
    let reply = try askForBytes(method, params, patience: patience)
    // The echo gives the ask back: it has no outcome, and is answer enough.
    guard let read = try? Reply(line: reply) else { return .null }
    return try read.outcome.get()
  }

  /// As `ask`, but the reply is given as it came.
  func askForBytes(_ method: String, _ params: [(String, JSON?)], patience: Double = 120) throws -> [UInt8] {
    let line = Request(id: .number("1"), method: method, params: .object(params)).line
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    let poller = Poller()
    let item = poller.watch(socket, for: .writing)
    while try socket.send([line]) != .sent {
      guard clock.now < end else { throw Silent(endpoint: endpoint) }
      _ = try poller.wait(milliseconds: 20)
    }
    poller.change(item, to: .reading)
    while clock.now < end {
      guard try poller.wait(milliseconds: 100), let reply = try socket.receive()?.frames.last else { continue }
      return reply
    }
    throw Silent(endpoint: endpoint)
  }
}

/// What came of the lines of one lane, or of several.
struct Run {
  /// From sending a line to reading its answer.
  var latency = Samples()
  /// How long it took, from the first line sent to the last answer.
  var seconds = 0.0
  /// How many were answered with an error.
  var refused = 0

  /// Answers a second.
  var perSecond: Double { seconds > 0 ? Double(latency.microseconds.count) / seconds : 0 }

  /// Several lanes that ran side by side, as one.
  init(_ lanes: [Lane]) {
    for lane in lanes {
      latency.microseconds += lane.run.latency.microseconds
      seconds = max(seconds, lane.run.seconds)
      refused += lane.run.refused
    }
  }

  init() {}
}

/// Lines to one desk: so many outstanding at most, and where a pace is set, one as often as that.
final class Lane {
  /// What a lane is to send.
  enum Next {
    case line([UInt8])
    /// Nothing yet; ask again.
    case later
    /// Nothing more.
    case end
  }

  let desk: Desk
  private let window: Int
  private let pace: Duration?
  private let next: (Int) -> Next
  private(set) var run = Run()
  /// The text of the first error, as it came.
  private(set) var firstRefusal: [UInt8]?
  private var sent: [ContinuousClock.Instant] = []
  private var isEnded = false
  private var due: ContinuousClock.Instant?

  /// A lane to `desk`.
  ///
  /// - Parameters:
  ///   - window: how many lines may be outstanding.
  ///   - pace: the time between two lines; nil sends whenever the window has room.
  ///   - next: the line of a number, which it carries as its JSON-RPC id; numbers count up from ``Line/first``.
  init(_ desk: Desk, window: Int, pace: Duration? = nil, _ next: @escaping (Int) -> Next) {
    self.desk = desk
    self.window = window
    self.pace = pace
    self.next = next
  }

  /// How many lines were answered.
  var answered: Int { run.latency.microseconds.count }
  /// Whether every line was sent and answered.
  var isDone: Bool { isEnded && answered == sent.count }
  var isQuiet: Bool { answered == sent.count }

  /// Sends what may be sent now; when the next is due, in a lane with a pace.
  fileprivate func send(_ clock: ContinuousClock) throws -> ContinuousClock.Instant? {
    while !isEnded, sent.count - answered < window {
      let now = clock.now
      if let due, now < due { return due }
      switch next(Line.first + sent.count) {
      case .end: isEnded = true
      case .later: return now + .milliseconds(1)
      case .line(let line):
        sent.append(now)
        guard try desk.socket.send([line]) == .sent else { throw Desk.Silent(endpoint: desk.endpoint) }
        if let pace { due = (due ?? now) + pace }
      }
    }
    return nil
  }

  fileprivate func receive(_ clock: ContinuousClock) throws {
    while let message = try desk.socket.receive() {
      let now = clock.now
      guard let reply = message.frames.last, let (number, isRefused) = Line.answered(reply) else { continue }
      run.latency.microseconds.append((now - sent[number - Line.first]) / .microseconds(1))
      run.seconds = (now - sent[0]) / .seconds(1)
      guard isRefused else { continue }
      run.refused += 1
      firstRefusal = firstRefusal ?? reply
    }
  }

  /// Drives lanes side by side until `seconds` are over, or the leader's lines are all answered (all lanes', without a
  /// leader); then waits for what is outstanding.
  static func drive(_ lanes: [Lane], seconds: Double = .infinity, leader: Lane? = nil) throws {
    let clock = ContinuousClock()
    let poller = Poller()
    let items = lanes.map { poller.watch($0.desk.socket) }
    let start = clock.now
    var heard = start
    while true {
      let now = clock.now
      let isOver = (now - start) / .seconds(1) > seconds || (leader?.isDone ?? lanes.allSatisfy(\.isDone))
      if isOver, lanes.allSatisfy(\.isQuiet) { return }
      var wake = now + .milliseconds(100)
      if !isOver {
        for lane in lanes { if let due = try lane.send(clock) { wake = min(wake, due) } }
      }
      let pause = (wake - clock.now) / .milliseconds(1)
      if try poller.wait(milliseconds: max(0, Int(pause.rounded(.up)))) { heard = clock.now }
      for (lane, item) in zip(lanes, items) where poller.isReadable(item) { try lane.receive(clock) }
      guard clock.now - heard < .seconds(120) else { throw Desk.Silent(endpoint: lanes[0].desk.endpoint) }
    }
  }

  /// Fails where a line was refused that should have been taken.
  func checkAllTaken() throws {
    guard run.refused == 0 else { throw Refused(count: run.refused, first: firstRefusal ?? []) }
  }
}

/// Lines that a desk did not take, where all should have been taken.
struct Refused: Error, CustomStringConvertible {
  let count: Int
  let first: [UInt8]
  var description: String { "\(count) lines were refused, the first with \(String(decoding: first, as: UTF8.self))" }
}
