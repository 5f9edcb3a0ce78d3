import Foundation

/// What the machine did meanwhile, read from /proc: figures are worth what the machine was quiet.
struct Machine {
  private let busy: Double
  private let stolen: Double
  private let total: Double
  private let ours: Double

  /// Jiffies of the machine and of this process with the children that ended.
  init() {
    let fields = Machine.fields("/proc/stat", line: "cpu ")
    let values = fields.compactMap { Double($0) }
    total = values.prefix(8).reduce(0, +)
    let idle = values.count > 4 ? values[3] + values[4] : 0
    stolen = values.count > 7 ? values[7] : 0
    busy = total - idle - stolen
    ours = Machine.processorFields("self").reduce(0, +)
  }

  /// The share of all processors, since `before`, that others than this process and its children used, in per cent.
  func othersPercent(since before: Machine) -> Double {
    let span = total - before.total
    return span > 0 ? max(0, (busy - before.busy - (ours - before.ours)) / span * 100) : 0
  }

  /// The share that the host took away, in per cent.
  func stolenPercent(since before: Machine) -> Double {
    let span = total - before.total
    return span > 0 ? (stolen - before.stolen) / span * 100 : 0
  }

  /// The processor's name, how many there are, and the memory in GB.
  static var description: String {
    let model = fields("/proc/cpuinfo", line: "model name").drop { $0 != ":" }.dropFirst().joined(separator: " ")
    let memory = Double(ProcessInfo.processInfo.physicalMemory) / 1e9
    return "\(ProcessInfo.processInfo.processorCount) × \(model), \(Finding.text(of: memory)) GB"
  }

  /// What a process holds in memory, in MB: all of it, or without the pages of libraries, which processes share.
  static func residentMegabytes(_ process: Int32, isOwn: Bool) -> Double {
    let line = isOwn ? "RssAnon:" : "VmRSS:"
    return (fields("/proc/\(process)/status", line: line).first.flatMap { Double($0) } ?? 0) * 1_024 / 1e6
  }

  /// The processor time a process used, in seconds.
  static func processorSeconds(_ process: Int32) -> Double {
    processorFields(String(process)).prefix(2).reduce(0, +) / 100
  }

  /// Jiffies of user and system time, its own and that of its children that ended.
  private static func processorFields(_ process: String) -> [Double] {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let name = text.lastIndex(of: ")")
    else { return [] }
    // Behind the name stand the fields from the third on; 14 to 17 are the times.
    return text[name...].split(separator: " ").dropFirst(12).prefix(4).compactMap { Double($0) }
  }

  private static func fields(_ path: String, line: String) -> [String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8),
      let found = text.split(separator: "\n").first(where: { $0.hasPrefix(line) })
    else { return [] }
    return found.dropFirst(line.count).split { $0 == " " || $0 == "\t" }.map(String.init)
  }
}
