import Contracts
import Wire

/// Asks services one thing at a time.
final class Asker {
  private let places: Places
  private let context: Context
  private let poller = Poller()
  private var desks: [ServiceName: Desk] = [:]
  private var count = 0
  private let clock = ContinuousClock()

  /// How long to wait for a service.
  struct Patience {
    /// For a connection, from the beginning.
    let connecting: Duration
    /// For the answer, from the beginning.
    let answer: Duration
    /// Whether to give up as soon as it is certain that nobody is there now.
    let endsWhenRefused: Bool

    /// Five seconds for a connection, `answer` for the answer.
    static func patient(_ answer: Duration) -> Patience {
      Patience(connecting: min(.seconds(5), answer), answer: answer, endsWhenRefused: false)
    }

    /// `answer` for both, and no longer than nobody is there.
    static func brief(_ answer: Duration) -> Patience {
      Patience(connecting: answer, answer: answer, endsWhenRefused: true)
    }
  }

  /// Asks at `places`.
  ///
  /// - Throws: that the process has no descriptors left.
  init(_ places: Places) throws(Trouble) {
    self.places = places
    do {
      context = try Context()
    } catch {
      throw .wrong("\(error)")
    }
  }

  /// The answer of `service`: a result or its refusal. Where the connection is lost it is asked again, so a command
  /// must carry its id.
  ///
  /// - Throws: that the service cannot be reached, or does not answer in time.
  func ask(
    _ service: ServiceName, _ method: String, _ params: JSON = .object([]), _ patience: Patience
  ) throws(Trouble) -> Result<JSON, Refusal> {
    count += 1
    let id = Request.ID.string(String(count))
    let line = Request(id: id, method: method, params: params).line
    guard line.count <= Limits.request else { throw .wrong("the question is longer than \(Limits.request) bytes") }
    let desk = try desk(of: service)
    if !desk.isOpen { try desk.connectAnew() }
    let start = clock.now
    var isSent = false
    while true {
      if desk.look() == .lost {
        isSent = false
        try desk.connectAnew()
      }
      if !isSent { isSent = desk.send(line) }
      while let answer = desk.receive() {
        guard let reply = try? Reply(line: answer) else {
          throw .unreachable(service, desk.place, "its answer is not a reply of the protocol")
        }
        if reply.id == id || reply.id == nil { return reply.outcome }
      }
      let waited = clock.now - start
      let isHopeless = desk.isTurnedAway || (patience.endsWhenRefused && desk.isRefused) || !desk.isOpen
      if !isSent, isHopeless || waited > patience.connecting { throw .unreachable(service, desk.place, desk.why) }
      if waited > patience.answer {
        throw .unreachable(service, desk.place, "no answer within \(patience.answer.inWords)")
      }
      _ = try? poller.wait(milliseconds: isSent ? 100 : 20)
    }
  }

  /// The result of a question; a service that is busy is asked again when it says so.
  ///
  /// - Throws: any other refusal too.
  func result(
    _ service: ServiceName, _ method: String, _ params: JSON, _ patience: Patience
  ) throws(Trouble) -> JSON {
    let start = clock.now
    while true {
      switch try ask(service, method, params, patience) {
      case .success(let result): return result
      case .failure(let refusal):
        guard refusal.code == .busy, clock.now - start < patience.answer else { throw .refused(service, refusal) }
        pause(milliseconds: refusal.retryAfterMs ?? 1_000)
      }
    }
  }

  private func desk(of service: ServiceName) throws(Trouble) -> Desk {
    if let desk = desks[service] { return desk }
    let desk = try Desk(service, places, context, poller)
    desks[service] = desk
    return desk
  }

  /// Lets time pass, for a console that looks again and again.
  func pause(milliseconds: Int) {
    let end = clock.now + .milliseconds(milliseconds)
    while clock.now < end { _ = try? Poller().wait(milliseconds: milliseconds) }
  }
}

extension Duration {
  /// Whole and tenths of seconds.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }

  /// Seconds in words, such as `2 s` or `0.5 s`.
  var inWords: String {
    let tenths = Int((seconds * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }
}
