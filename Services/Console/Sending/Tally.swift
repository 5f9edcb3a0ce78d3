import Contracts

/// What came of the lines played.
struct Tally {
  /// One line that was refused.
  struct Refused {
    let line: Int
    let service: ServiceName?
    let refusal: Refusal
  }

  private(set) var accepted = 0
  private(set) var duplicates = 0
  /// Accepted, but had to wait for something not yet told.
  private(set) var waited = 0
  private(set) var refused = 0
  /// The first ten.
  private(set) var refusals: [Refused] = []

  /// Lines settled, in any way.
  var settled: Int { accepted + duplicates + waited + refused }

  /// Counts a line.
  mutating func count(_ settled: Sender.Settled) {
    switch settled.outcome {
    case .success(let result):
      if result["duplicate"]?.boolean == true {
        duplicates += 1
      } else if result["waiting"]?.boolean == true {
        waited += 1
      } else {
        accepted += 1
      }
    case .failure(let refusal):
      refused += 1
      if refusals.count < 10 {
        refusals.append(Refused(line: settled.number, service: settled.service, refusal: refusal))
      }
    }
  }
}
