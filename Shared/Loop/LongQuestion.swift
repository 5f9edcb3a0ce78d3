import Contracts
import Journal

/// A question that is answered by a thread of its own, from a read-only snapshot: bytes in and bytes out.
struct LongQuestion: Sendable {
  /// What the thread does: the result, or why not.
  typealias Work = @Sendable () throws(Refusal) -> Found

  /// What a thread found.
  struct Found: Sendable {
    /// A result as JSON.
    let line: [UInt8]
    /// Of how many rows it is.
    let rows: Int
    /// What must be journaled before anybody hears of it.
    var disclosures = Disclosures()

    init(line: [UInt8], rows: Int, disclosures: Disclosures = Disclosures()) {
      self.line = line
      self.rows = rows
      self.disclosures = disclosures
    }

    /// A result: its rows are those of its longest list, and one where it has none.
    init(_ result: JSON, disclosures: Disclosures = Disclosures()) {
      self.init(line: result.line, rows: result.rows, disclosures: disclosures)
    }
  }

  /// What an answer discloses, and about which authority.
  struct Disclosures: Sendable {
    var authority = Authority.none
    var drafts: [Draft] = []
  }

  let peer: Peer
  let caller: Caller
  let id: Request.ID
  /// The request as it came, kept where the question is refused.
  let line: [UInt8]
  /// Whether it looks at all states, so that they must be written first.
  let needsStates: Bool
  /// What is entered in the access journal before the answer goes out; nil where it tells of no child.
  let reading: Reading?
  let work: Work

  /// What the thread finds. An answer over the limit of a reply is refused by name rather than cut.
  func answer() -> LongAnswer {
    do throws(Refusal) {
      let found = try work()
      let reply = Reply.line(id: id, result: found.line)
      guard reply.count <= Limits.reply else { throw Refusal(.refused, "answer-too-long", "the answer is over 1 MiB") }
      let told = Found(line: reply, rows: found.rows, disclosures: found.disclosures)
      return LongAnswer(question: self, outcome: .success(told))
    } catch {
      return LongAnswer(question: self, outcome: .failure(error))
    }
  }

  /// Gathers all states of an authority for a rule, from a snapshot.
  static func gather<State: StreamState>(
    _ authority: Authority, _ reader: any StoreReader, _ rule: (Gather<State>) throws(Refusal) -> JSON
  ) throws(Refusal) -> JSON {
    let fault = Kept()
    let gather = Gather<State>(authority) { kind, each in
      do throws(StoreError) {
        try reader.states(authority, kind: kind) { row in
          // A stream about which nothing is known; see StateCache.
          if row.body == Array("null".utf8) { return true }
          guard let state = try? JSON.read(row.body, limit: .max).decode(State.self) else {
            fault.error = .broken(authority: authority.text, sequence: row.sequence.number)
            return false
          }
          each(row.stream, state)
          return true
        }
      } catch {
        fault.error = error
      }
    }
    let answer = try rule(gather)
    if let error = fault.error { throw error.refusal }
    return answer
  }

  /// A fault met while states were gathered.
  private final class Kept { var error: StoreError? }
}

/// The answer of a long question on its way back to the loop: the reply's line, or why there is none.
public struct LongAnswer: Sendable {
  let question: LongQuestion
  let outcome: Result<LongQuestion.Found, Refusal>
}

extension StoreError {
  /// What a caller is told where a question could not be read from the store.
  var refusal: Refusal {
    switch self {
    case .full: Refusal(.cannotStore, "store-full")
    case .disk: Refusal(.cannotStore, "store-failed")
    case .broken: Refusal(.internal, "journal-broken")
    case .unusable: Refusal(.internal, "store-unusable")
    }
  }
}

/// What `health` says beside the journals, handed in by the loop.
struct Vitals {
  var uptimeSeconds = 0
  var memoryBytes = 0
  /// Whether the last batch could not be stored for lack of room.
  var isFull = false
  /// What is wrong with the allow list, where it changed and is bad.
  var keysFault: String?
  /// The newest heads that other services told.
  var heads: [FeedKey: Sequence] = [:]
}
