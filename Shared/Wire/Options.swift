import CZeroMQ

/// Options set by their exact size, and read back.
extension Socket {
  func apply(_ settings: [SocketSettings.Setting]) throws(WireError) {
    for setting in settings {
      switch setting.value {
      case .number(let value): try set(setting.option, setting.name, value)
      case .length(let value): try set(setting.option, setting.name, length: value)
      }
    }
  }

  func set(_ option: Int32, _ name: String, _ value: Int32) throws(WireError) {
    let result = unsafe withUnsafeBytes(of: value) { bytes in
      unsafe zmq_setsockopt(openHandle, option, bytes.baseAddress, bytes.count)
    }
    guard result == 0 else { throw WireError.last("set", name) }
  }

  func set(_ option: Int32, _ name: String, length value: Int64) throws(WireError) {
    let result = unsafe withUnsafeBytes(of: value) { bytes in
      unsafe zmq_setsockopt(openHandle, option, bytes.baseAddress, bytes.count)
    }
    guard result == 0 else { throw WireError.last("set", name) }
  }

  func set(_ option: Int32, _ name: String, bytes value: [UInt8]) throws(WireError) {
    let result = unsafe value.withUnsafeBytes { bytes in
      unsafe zmq_setsockopt(openHandle, option, bytes.baseAddress, bytes.count)
    }
    guard result == 0 else { throw WireError.last("set", name) }
  }

  func number(_ option: Int32, _ name: String) throws(WireError) -> Int32 {
    var value: Int32 = 0
    var size = MemoryLayout<Int32>.size
    let result = unsafe zmq_getsockopt(openHandle, option, &value, &size)
    guard result == 0 else { throw WireError.last("read", name) }
    return value
  }

  /// A text option, without its closing zero.
  func text(_ option: Int32, _ name: String, capacity: Int) throws(WireError) -> String {
    var value = [UInt8](repeating: 0, count: capacity)
    var size = capacity
    let result = unsafe zmq_getsockopt(openHandle, option, &value, &size)
    guard result == 0 else { throw WireError.last("read", name) }
    return String(decoding: value.prefix(size).prefix { $0 != 0 }, as: UTF8.self)
  }
}
