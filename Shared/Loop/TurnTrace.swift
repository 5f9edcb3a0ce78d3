import Contracts
import Journal

/// What the feed told to whom, for the access journals: each day an entry for each key when the first event of an
/// authority is told to it, stored with that event and so before it goes out; then, each hour, how many more were.
struct FeedTrace {
  /// Whom the feed tells what.
  struct Key: Hashable {
    let name: String
    let authority: Authority
  }

  /// What was told since the entry before.
  struct Told {
    var day: CivilDate
    var rows = 0
    var through = Sequence.zero
  }

  /// How often it is entered how much was told, in milliseconds.
  static var interval: Int64 { 3_600_000 }

  var followers: [FeedFollower] = []
  /// Whether the service ends, so that what was told is to be entered now.
  var isEnding = false
  /// What was told and stored, and the same once this batch is stored.
  fileprivate var stored = Entered()
  fileprivate var next: Entered?

  /// How far what was told is entered.
  fileprivate struct Entered {
    var told: [Key: Told] = [:]
    var at: Int64 = 0
  }

  /// The batch is stored, and what it told is entered.
  mutating func settle() {
    if let next { stored = next }
    next = nil
  }

  /// The names of the followers that are told lines of a topic, each once.
  fileprivate func names(of topic: String) -> Set<String> {
    Set(followers.filter { $0.prefixes.contains(where: topic.hasPrefix) }.map(\.key))
  }
}

extension Turn {
  /// Enters in the access journals what this batch is about to tell on the feed.
  func traceTold() {
    // Of a batch that could not be stored nothing was told.
    trace.next = nil
    let time = written.millisecondsSince1970
    let isDue = trace.isEnding || time - trace.stored.at >= FeedTrace.interval
    guard isDue || !(trace.followers.isEmpty || batch.events.isEmpty) else { return }
    var next = trace.stored
    let day = written.londonDate
    if isDue {
      next.at = time
      // On a full disk it could not be stored; it is entered when there is room.
      if !vitals.isFull {
        for (key, told) in next.told.sorted(by: { ($0.key.authority, $0.key.name) < ($1.key.authority, $1.key.name) }) {
          if told.rows > 0 { enter(key, "feed through=\(told.through.text)", rows: told.rows) }
          next.told[key] = told.day == day ? FeedTrace.Told(day: day) : nil
        }
      }
    }
    var fresh: [FeedTrace.Key: (from: Sequence, rows: Int)] = [:]
    var names: [String: Set<String>] = [:]
    let topics = outputs.compactMap { output -> String? in
      if case .tell(let topic, _) = output { topic } else { nil }
    }
    precondition(topics.count == batch.events.count, "each event is told once")
    if !trace.followers.isEmpty {
      for (event, topic) in zip(batch.events, topics) {
        let told = names[topic] ?? trace.names(of: topic)
        names[topic] = told
        for name in told {
          let key = FeedTrace.Key(name: name, authority: event.authority)
          if next.told[key]?.day == day {
            next.told[key]?.rows += 1
            next.told[key]?.through = event.sequence
          } else {
            fresh[key, default: (event.sequence, 0)].rows += 1
          }
        }
      }
    }
    for (key, first) in fresh.sorted(by: { ($0.key.authority, $0.key.name) < ($1.key.authority, $1.key.name) }) {
      if let before = next.told[key], before.rows > 0 {
        enter(key, "feed through=\(before.through.text)", rows: before.rows)
      }
      enter(key, "feed from=\(first.from.text)", rows: first.rows)
      next.told[key] = FeedTrace.Told(day: day)
    }
    trace.next = next
  }

  private func enter(_ key: FeedTrace.Key, _ scope: String, rows: Int) {
    note(Reading(fed: key.name, key.authority, scope: scope), rows: rows)
  }
}
