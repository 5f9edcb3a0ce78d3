import Contracts

/// What the services say of themselves, read until every follower has read all that was told and nothing waits.
struct Catching {
  /// One look at all services.
  struct Look: Equatable {
    /// The newest position in each service's journals, by authority; services that did not answer are missing.
    let heads: [ServiceName: [String: Int64]]
    /// How far behind all followers are together.
    let lag: Int64
    let waiting: Int
    let parked: Int
    /// Lines in the ledgers of what was refused.
    let refused: Int

    /// Reads the answers to `health`. A lag is counted against the head that the followed service tells itself: it is
    /// never older than the one its follower knows.
    init(_ answers: [ServiceName: JSON]) {
      var heads: [ServiceName: [String: Int64]] = [:]
      for (service, answer) in answers {
        heads[service] = [:]
        for item in answer["authorities"]?.array ?? [] {
          guard let authority = item["authority"]?.string, let head = Look.number(item["head"]) else { continue }
          heads[service, default: [:]][authority] = head
        }
      }
      self.heads = heads
      var lag: Int64 = 0
      for (service, answer) in answers {
        for followed in service.follows {
          for (authority, head) in heads[followed] ?? [:] where head > 0 {
            let item = answer["authorities"]?.array?.first { $0["authority"]?.string == authority }
            let follows = item?["follows"]?.array?.first { $0["service"]?.string == followed.rawValue }
            lag += max(0, head - (Look.number(follows?["position"]) ?? 0))
          }
        }
      }
      self.lag = lag
      waiting = answers.values.reduce(0) { $0 + ($1["waiting"]?.integer ?? 0) }
      refused = answers.values.reduce(0) { $0 + ($1["refused"]?.integer ?? 0) }
      parked = answers.values.reduce(0) { $0 + ($1["parked"]?.integer ?? 0) }
    }

    /// How many events all services hold together.
    var events: Int64 { heads.values.reduce(0) { $0 + $1.values.reduce(0, +) } }

    private static func number(_ value: JSON?) -> Int64? { value?.string.flatMap { Sequence($0) }?.number }
  }

  let asker: Asker

  /// One look; services that do not answer are left out.
  func look() throws(Trouble) -> Look {
    var answers: [ServiceName: JSON] = [:]
    for service in ServiceName.allCases {
      guard let outcome = try? asker.ask(service, "health", .object([]), .brief(.seconds(3))),
        case .success(let health) = outcome
      else { continue }
      answers[service] = health
    }
    return Look(answers)
  }

  /// Waits until each of `services` answers and has read all that the others of them have told.
  ///
  /// - Throws: which service did not answer for `patience`, or that one stayed behind.
  func untilAbreast(_ services: [ServiceName], patience: Duration) throws(Trouble) {
    let clock = ContinuousClock()
    let begin = clock.now
    let patient = Asker.Patience(connecting: patience, answer: patience, endsWhenRefused: false)
    while true {
      var answers: [ServiceName: JSON] = [:]
      for service in services {
        guard case .success(let health) = try asker.ask(service, "health", .object([]), patient) else { continue }
        answers[service] = health
      }
      let lag = Look(answers).lag
      if lag == 0 { return }
      guard clock.now - begin < patience else {
        throw .wrong("the services are \(lag) events behind each other after \(patience.inWords)")
      }
      asker.pause(milliseconds: 1)
    }
  }

  /// Looks until nothing is behind and nothing waits, twice in a row; at the longest until nothing has changed for
  /// `patience`, since what waits may wait for something nobody sent.
  func untilSettled(patience: Duration, tick: (Look) -> Void) throws(Trouble) -> Look {
    let clock = ContinuousClock()
    var last = try look()
    var changedAt = clock.now
    while true {
      tick(last)
      asker.pause(milliseconds: 100)
      let next = try look()
      if next != last { changedAt = clock.now }
      let isSettled = next == last && next.lag == 0
      // What waits with nobody behind will not move by itself: two seconds are many heartbeats.
      if isSettled, next.waiting == 0 || clock.now - changedAt > .seconds(2) { return next }
      if clock.now - changedAt > patience { return next }
      last = next
    }
  }
}
