/// What a key may do (`protocol.md` §7), for the authorities of its line.
public enum Permission: String, CaseIterable, Sendable {
  /// Publish events of other systems.
  case publish = "publish"
  /// Give commands.
  case command = "command"
  /// Ask questions.
  case ask = "ask"
  /// Ask questions that only count.
  case askFigures = "ask:figures"
  /// Follow the feed, and replay and verify the journal.
  case follow = "follow"
  /// Say when something became known, to bring history in.
  case bringHistory = "import"
  /// Operate: ledgers, repairs, and who looked at what.
  case administer = "admin"
}
