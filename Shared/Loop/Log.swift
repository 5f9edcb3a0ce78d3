public import Contracts
import Foundation
public import Logging

/// One JSON line an entry, to standard error. Entries carry ids and counts only, never what a child's record says.
public struct JSONLogHandler: LogHandler {
  /// What every entry of this logger carries.
  public var metadata: Logger.Metadata = [:]
  /// The lowest level that is written.
  public var logLevel: Logger.Level = .info
  private let label: String

  /// A handler for the logger `label`.
  public init(label: String) { self.label = label }

  /// One member of what every entry carries.
  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes one entry.
  public func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, newer in newer }
    let members: [(String, JSON?)] =
      [
        ("time", .string(Timestamp(millisecondsSince1970: SystemClock.milliseconds()).description)),
        ("level", .string(event.level.rawValue)), ("service", .string(label)),
        ("message", .string(event.message.description)),
      ] + all.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.description)) }
    var line = JSON.object(members).line
    line.append(0x0A)
    try? FileHandle.standardError.write(contentsOf: Data(line))
  }
}

/// The system's clock: the one place where time is read.
public enum SystemClock {
  /// Milliseconds since 1970, UTC.
  public static func milliseconds() -> Int64 { Int64(Date().timeIntervalSince1970 * 1_000) }

  /// Now.
  public static func now() -> Timestamp { Timestamp(millisecondsSince1970: milliseconds()) }
}
