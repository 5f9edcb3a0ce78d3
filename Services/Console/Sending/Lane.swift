import Contracts

/// The requests on their way to one service: sent in order, so many at once, each until it is settled.
///
/// Order is kept through everything: a lost connection puts back all that is unanswered, and a refusal counts only when
/// nothing before it is open any more, since what it stands on may be on its way again. Times are since the run began.
struct Lane {
  /// A request, by the number of its line.
  struct Ask: Equatable {
    let number: Int
    let line: [UInt8]
  }

  /// What an answer means.
  enum Answer {
    /// The request is done.
    case settled(Result<JSON, Refusal>)
    /// It will be asked again.
    case again
    /// It was settled before.
    case known
  }

  private let window: Int
  private var lines: [Int: [UInt8]] = [:]
  /// Numbers still to be sent, and those sent and not answered; both ascending.
  private var toSend: [Int] = []
  private var sent: [Int] = []
  /// Refused while something before was open: sent again when that is settled.
  private var held: Set<Int> = []
  private var pausedUntil = Duration.zero
  /// When the service was last heard, or the first of the outstanding was sent.
  private(set) var heardAt = Duration.zero
  /// When the outstanding were last sent again.
  private var repeatedAt = Duration.zero

  /// A lane with at most `window` requests outstanding.
  init(window: Int) {
    precondition(window > 0, "a window is at least 1")
    self.window = window
  }

  /// How many requests are not settled.
  var count: Int { lines.count }
  /// How many are sent and not answered.
  var outstanding: Int { sent.count }
  /// The first request that is not settled.
  var first: Int? { [toSend.first, sent.first].compactMap { $0 }.min() }

  /// Takes a request, whose number is higher than all before.
  mutating func add(_ ask: Ask) {
    precondition(toSend.last.map { $0 < ask.number } ?? true, "requests come in order")
    lines[ask.number] = ask.line
    toSend.append(ask.number)
  }

  /// The request to send next, nil while the window is full, the service asked to wait, or something before is open on
  /// which it may stand.
  func next(at time: Duration) -> Ask? {
    guard sent.count < window, time >= pausedUntil, let number = toSend.first, let line = lines[number] else {
      return nil
    }
    if held.contains(number), let first = sent.first, first < number { return nil }
    return Ask(number: number, line: line)
  }

  /// Notes that the request given by `next` was sent.
  mutating func wasSent(at time: Duration) {
    if sent.isEmpty {
      heardAt = time
      repeatedAt = time
    }
    let number = toSend.removeFirst()
    held.remove(number)
    insert(number, into: &sent)
  }

  /// Notes an answer.
  mutating func answered(_ number: Int, _ outcome: Result<JSON, Refusal>, at time: Duration) -> Answer {
    heardAt = time
    repeatedAt = time
    guard lines[number] != nil else { return .known }
    if case .failure(let refusal) = outcome {
      switch refusal.code {
      case .busy, .cannotStore:
        pausedUntil = max(pausedUntil, time + .milliseconds(refusal.retryAfterMs ?? 1_000))
        putBack(number)
        return .again
      case .notJSON, .notRequest, .noMethod, .wrongParams, .internal, .refused, .notFound, .notAllowed, .conflict,
        .badLine:
        if let first, first < number {
          held.insert(number)
          putBack(number)
          return .again
        }
      }
    }
    lines[number] = nil
    sent.removeAll { $0 == number }
    toSend.removeAll { $0 == number }
    held.remove(number)
    return .settled(outcome)
  }

  /// Puts back all that was sent and not answered: the connection was lost, or nothing was heard for too long.
  mutating func sendAgain(at time: Duration) {
    for number in sent { insert(number, into: &toSend) }
    sent = []
    repeatedAt = time
  }

  /// How long nothing was heard though something is outstanding or was sent and put back; zero otherwise.
  func silence(at time: Duration) -> Duration { lines.isEmpty ? .zero : time - heardAt }

  /// How long ago the outstanding were sent, or sent again; zero where there are none.
  func wait(at time: Duration) -> Duration { sent.isEmpty ? .zero : time - repeatedAt }

  /// Notes that silence counts from now on: the first request came, or the service is known to be busy.
  mutating func begin(at time: Duration) { heardAt = time }

  private mutating func putBack(_ number: Int) {
    guard let index = sent.firstIndex(of: number) else { return }
    sent.remove(at: index)
    insert(number, into: &toSend)
  }

  private func insert(_ number: Int, into list: inout [Int]) {
    list.insert(number, at: list.firstIndex { $0 > number } ?? list.endIndex)
  }
}
