import Foundation
import Glibc

/// Where the console writes: results to standard output, everything else to standard error.
enum Output {
  /// True where a person reads the results, not a program.
  static let isTerminal = isatty(1) == 1
  /// True where a person sees standard error.
  static let hasWatcher = isatty(2) == 1
  /// True where colours are welcome (https://no-color.org).
  static let hasColour =
    isTerminal && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
    && ProcessInfo.processInfo.environment["TERM"] != "dumb"

  /// Writes a line of text.
  static func line(_ text: String) { line(Array(text.utf8)) }

  /// Writes a line of bytes, at once.
  static func line(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes + [UInt8(ascii: "\n")])) }

  /// Writes a text that ends its lines itself.
  static func text(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }

  /// Writes to standard error, without an end of line.
  static func aside(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }

  /// Says on standard error what is wrong; to a person in lines that a terminal holds.
  static func complain(_ sentence: String) {
    let text = "holdfast: \(sentence)"
    // What stands on lines of its own, as the faults of a file do, stays so.
    let lines = text.split(separator: "\n").flatMap { hasWatcher ? Words.wrapped(String($0), 80) : [String($0)] }
    aside(lines.joined(separator: "\n") + "\n")
  }
}
