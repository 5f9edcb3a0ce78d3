import Foundation

/// The lines of a file or of standard input, read as they are wanted.
final class LineSource {
  /// One line without its line feed, and its number from 1.
  struct Line: Equatable {
    let number: Int
    let bytes: [UInt8]
  }

  /// What a look at the source gives.
  enum Found: Equatable {
    case line(Line)
    /// Nothing now; read when the descriptor is ready.
    case nothingYet
    case end
  }

  /// What to poll before `fill`.
  var descriptor: Int32 { handle.fileDescriptor }
  /// True for a file, whose end is known and which is always ready.
  let isFile: Bool
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var count = 0
  private static let chunk = 262_144

  /// Opens the file at `path`, or standard input where it is `-`.
  ///
  /// - Throws: that there is no such file, or we may not read it.
  init(_ path: String) throws(Trouble) {
    if path == "-" {
      handle = .standardInput
      isFile = false
      return
    }
    let facts = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
    guard let kind = facts?[.type] as? FileAttributeType, kind != .typeDirectory else {
      throw .wrong("there is no file \(path)")
    }
    guard let opened = FileHandle(forReadingAtPath: path) else { throw .wrong("the file \(path) cannot be read") }
    handle = opened
    isFile = kind == .typeRegular
  }

  /// Lines that are there already.
  init(bytes: [UInt8]) {
    handle = .nullDevice
    isFile = true
    buffer = bytes
    isAtEnd = true
  }

  /// The next line that is not empty. Of standard input, only what was filled in before.
  func next() -> Found {
    while true {
      let found = take()
      if case .line(let line) = found, line.bytes.isEmpty { continue }
      return found
    }
  }

  /// Passes over the first `lines` lines of a file.
  func skip(_ lines: Int) {
    while count < lines, case .line = take() {}
  }

  private func take() -> Found {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) { return line(upTo: end, after: end + 1) }
      if isAtEnd { return start < buffer.count ? line(upTo: buffer.count, after: buffer.count) : .end }
      guard isFile else { return .nothingYet }
      fill()
    }
  }

  private func line(upTo end: Int, after next: Int) -> Found {
    count += 1
    let line = Line(number: count, bytes: Array(buffer[start..<end]))
    start = next
    return .line(line)
  }

  /// Reads what is there; waits where nothing is, so ask the descriptor first.
  func fill() {
    buffer.removeFirst(start)
    start = 0
    let data = isFile ? (try? handle.read(upToCount: LineSource.chunk)) ?? Data() : handle.availableData
    if data.isEmpty { isAtEnd = true } else { buffer.append(contentsOf: data) }
  }

  /// How many lines a file has, empty ones too; nil for what is no file.
  static func count(in path: String) throws(Trouble) -> Int? {
    guard path != "-" else { return nil }
    let source = try LineSource(path)
    guard source.isFile else { return nil }
    var count = 0
    var last: UInt8?
    while let data = try? source.handle.read(upToCount: chunk), !data.isEmpty {
      let bytes = [UInt8](data)
      count += bytes.count { $0 == UInt8(ascii: "\n") }
      last = bytes.last
    }
    return last == nil || last == UInt8(ascii: "\n") ? count : count + 1
  }
}
