import Contracts
import Wire

/// Sends lines to the services' desks, many at once, in order for each service, until every one is settled.
final class Sender {
  /// A line as it is to be sent: to which service, and the request's method and params as bytes.
  struct Outgoing: Equatable {
    let service: ServiceName
    let method: String
    let params: [UInt8]
    /// The London day on which it became known, where it says so.
    var day: CivilDate?

    /// The request with the id `number`; the params keep exactly the bytes they were written in.
    func line(numbered number: Int) -> [UInt8] {
      var line = Array("{\"jsonrpc\":\"2.0\",\"id\":\"\(number)\",\"method\":".utf8)
      line.append(contentsOf: JSON.string(method).line)
      line.append(contentsOf: ",\"params\":".utf8)
      line.append(contentsOf: params)
      line.append(UInt8(ascii: "}"))
      return line
    }
  }

  /// What came of one line. A line that could not be read went to no service.
  struct Settled {
    let number: Int
    let service: ServiceName?
    let outcome: Result<JSON, Refusal>
  }

  /// How to send.
  struct Plan {
    /// How many requests may be outstanding at each service.
    var window = 64
    /// At most so many lines a second; nil for as fast as they are taken.
    var rate: Double?
    /// How long a service may be silent before it is given up.
    var patience = Duration.seconds(60)
    /// Whether the services are kept in step, see ``opensDay(_:)``.
    var isInStep = false
  }

  private let plan: Plan
  private let places: Places
  private let context: Context
  private let poller = Poller()
  private var routes: [ServiceName: Route] = [:]
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant
  /// The number of the line read last, and that line while there is no room for it.
  private var lastRead = 0
  private var held: (Int, Outgoing)?
  /// The newest day of which a line went on its way, and whether a service was lost since all were seen to be abreast.
  private var reached: CivilDate?
  private var mustCatchUp = true
  /// Lines read and not yet settled, for each service, are at most so many: a file of any length is no matter.
  private let readAhead: Int

  /// One service: its connection and what is on its way there.
  private struct Route {
    let desk: Desk
    var lane: Lane
    /// When the connection may be made anew, and how long the pause after that is.
    var anewAt: Duration
    var pause: Duration
    var mustReconnect = false
  }

  /// A sender by `plan` to the services at `places`.
  ///
  /// - Throws: that the process has no descriptors left.
  init(_ places: Places, _ plan: Plan) throws(Trouble) {
    self.places = places
    self.plan = plan
    readAhead = max(1_024, plan.window * 2)
    begin = clock.now
    do {
      context = try Context()
    } catch {
      throw .wrong("\(error)")
    }
  }

  /// Since the sender was made.
  var elapsed: Duration { clock.now - begin }

  /// Every line up to this one is settled.
  var settledThrough: Int {
    let open = [held?.0] + routes.values.map(\.lane.first)
    return (open.compactMap { $0 }.min() ?? lastRead + 1) - 1
  }

  /// Sends every line of `source` and waits until each is settled.
  ///
  /// - Parameters:
  ///   - read: makes a line ready to be sent, or says what is wrong with it.
  ///   - settle: told of each line once, when it is settled.
  ///   - tick: told now and then, with the services that are silent.
  ///   - catchUp: waits until each of the services given answers and has read what the others told; called where the
  ///     services are kept in step.
  /// - Throws: that a service was silent for too long, or a setting or key cannot be used.
  func send(
    _ source: LineSource, read: (LineSource.Line) -> Result<Outgoing, Refusal>, settle: (Settled) -> Void,
    tick: ([ServiceName: Duration]) -> Void, catchUp: ([ServiceName]) throws(Trouble) -> Void = { _ in }
  ) throws(Trouble) {
    let sourceItem = source.isFile ? nil : poller.watch(descriptor: source.descriptor)
    defer { close(sourceItem) }
    var isAtEnd = false
    var count = 0
    while true {
      // Read as long as there is room for the next line.
      while !isAtEnd {
        if let (number, outgoing) = held {
          guard !opensDay(outgoing), try place(outgoing, number) else { break }
          held = nil
        }
        if let rate = plan.rate, Double(count) >= elapsed.seconds * rate { break }
        let found = source.next()
        isAtEnd = found == .end
        guard case .line(let line) = found else { break }
        count += 1
        lastRead = line.number
        switch read(line) {
        case .success(let outgoing): held = (line.number, outgoing)
        case .failure(let refusal):
          settle(Settled(number: line.number, service: nil, outcome: .failure(refusal)))
        }
      }
      let services = routes.keys.sorted { $0.port < $1.port }
      for service in services { try serve(service, settle) }
      let isDayOver = isAllSettled && held.map { opensDay($0.1) } ?? false
      if mustCatchUp || isDayOver {
        try catchUp(services)
        mustCatchUp = false
        if isDayOver { reached = held?.1.day }
        continue
      }
      if isAtEnd, held == nil, isAllSettled { return }
      tick(try silences())
      if let sourceItem { poller.change(sourceItem, to: isAtEnd || held != nil ? [] : .reading) }
      _ = try? poller.wait(milliseconds: plan.rate == nil ? 50 : 5)
      if let sourceItem, poller.isReadable(sourceItem), !isAtEnd { source.fill() }
    }
  }

  /// Whether a line is the first of a later day than all before, and the services are kept in step. Then it goes only
  /// once all lines of the days before are settled and every service has read what the others told.
  ///
  /// A service whose clock follows known times turns its days by what it hears of others too: were the others to run
  /// ahead while it is away or behind, it would tell as missing what is only on its way.
  private func opensDay(_ outgoing: Outgoing) -> Bool {
    guard plan.isInStep, let day = outgoing.day else { return false }
    return reached.map { day > $0 } ?? true
  }

  private var isAllSettled: Bool { routes.values.allSatisfy { $0.lane.count == 0 } }

  /// Puts a line on its way; false where there is no room for it now.
  private func place(_ outgoing: Outgoing, _ number: Int) throws(Trouble) -> Bool {
    let service = outgoing.service
    if routes[service] == nil {
      let desk = try Desk(service, places, context, poller)
      routes[service] = Route(
        desk: desk, lane: Lane(window: plan.window), anewAt: .zero, pause: .seconds(3))
    }
    guard let count = routes[service]?.lane.count, count < readAhead else { return false }
    if count == 0 { routes[service]?.lane.begin(at: elapsed) }
    routes[service]?.lane.add(Lane.Ask(number: number, line: outgoing.line(numbered: number)))
    return true
  }

  /// Reads one service's answers and sends what it may be sent.
  private func serve(_ service: ServiceName, _ settle: (Settled) -> Void) throws(Trouble) {
    guard var route = routes[service] else { return }
    defer { routes[service] = route }
    let now = elapsed
    if route.desk.look() == .lost {
      route.mustReconnect = true
      mustCatchUp = true
      route.lane.sendAgain(at: now)
    }
    if route.desk.isTurnedAway { throw .unreachable(service, route.desk.place, route.desk.why) }
    while let line = route.desk.receive() {
      route.pause = .seconds(3)
      guard let reply = try? Reply(line: line), case .string(let id) = reply.id, let number = Int(id) else { continue }
      if case .settled(let outcome) = route.lane.answered(number, reply.outcome, at: now) {
        settle(Settled(number: number, service: service, outcome: outcome))
      }
    }
    try reconnectWhereSilent(&route, at: now)
    while !route.mustReconnect, !mustCatchUp, let ask = route.lane.next(at: now), route.desk.send(ask.line) {
      route.lane.wasSent(at: now)
    }
  }

  /// Two seconds without an answer, and the outstanding are sent again; three more, and the connection is made anew.
  private func reconnectWhereSilent(_ route: inout Route, at now: Duration) throws(Trouble) {
    let silence = route.lane.silence(at: now)
    if silence > .seconds(5), now >= route.anewAt { route.mustReconnect = true }
    if route.mustReconnect || !route.desk.isOpen, now >= route.anewAt {
      try route.desk.connectAnew()
      mustCatchUp = true
      route.lane.sendAgain(at: now)
      route.mustReconnect = false
      let isSilent = silence > .seconds(5)
      route.anewAt = now + (isSilent ? route.pause : .milliseconds(200))
      if isSilent { route.pause = min(route.pause * 2, .seconds(15)) }
    } else if route.lane.wait(at: now) > .seconds(2) {
      route.lane.sendAgain(at: now)
    }
  }

  /// The services that have been silent for a second and more.
  private func silences() throws(Trouble) -> [ServiceName: Duration] {
    var silences: [ServiceName: Duration] = [:]
    for (service, route) in routes {
      let silence = route.lane.silence(at: elapsed)
      guard silence < plan.patience else {
        throw .unreachable(service, route.desk.place, "\(route.desk.why) for \(plan.patience.inWords)")
      }
      if silence > .seconds(1) { silences[service] = silence }
    }
    return silences
  }

  private func close(_ sourceItem: Poller.Item?) {
    if let sourceItem { poller.forget(sourceItem) }
    for route in routes.values { route.desk.close() }
    routes = [:]
  }
}
