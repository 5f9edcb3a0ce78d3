import Foundation
import Testing

/// The program `journal-writer` in a process of its own, which stands beside the tests in the build folder.
final class Writer {
  private let process = Process()
  private let output = Pipe()
  private var unread: [UInt8] = []

  /// Starts it, behind `launcher` where one is given.
  init(_ arguments: [String], behind launcher: [String] = []) throws {
    let command = launcher + [try Self.program()] + arguments
    process.executableURL = URL(filePath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    try output.fileHandleForWriting.close()
  }

  private static func program() throws -> String {
    var folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    while folder.path.count > 1 {
      let candidate = folder.appending(path: "journal-writer").path
      if FileManager.default.isExecutableFile(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    throw Missing()
  }

  struct Missing: Error, CustomStringConvertible {
    let description = "journal-writer was not built beside the tests"
  }

  /// The next whole line, or nil at the end; a line cut off by a kill does not count.
  func line() -> String? {
    while true {
      if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<end], as: UTF8.self)
        unread.removeSubrange(...end)
        return line
      }
      let more = output.fileHandleForReading.availableData
      if more.isEmpty { return nil }
      unread.append(contentsOf: more)
    }
  }

  /// The newest sequence that it acknowledges from here to its end; `otherwise` where there is none.
  func lastAcknowledged(or otherwise: Int64) -> Int64 {
    var last = otherwise
    while let line = line() {
      if let number = Int64(line) { last = number }
    }
    return last
  }

  /// SIGKILL.
  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for its end; the status it exited with, or nil where a signal ended it.
  func status() -> Int32? {
    process.waitUntilExit()
    return process.terminationReason == .exit ? process.terminationStatus : nil
  }
}

/// Runs a program of the system; throws where it fails.
func run(_ command: String...) throws {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = command
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw Failed(command: command, status: process.terminationStatus) }
}

/// A program of the system that failed.
struct Failed: Error {
  let command: [String]
  let status: Int32
}
