import Testing
import Wire

@Suite struct EndpointTests {
  @Test(arguments: [
    "tcp://127.0.0.1:7100", "tcp://*:7100", "tcp://127.0.0.1:*", "tcp://0.0.0.0:1", "tcp://10.1.2.3:65535",
    "ipc:///run/holdfast/desk", "ipc://desk", "inproc://desk",
  ])
  func `an endpoint is told as it was read`(text: String) throws {
    #expect(try Endpoint(text).description == text)
  }

  @Test(arguments: [
    "", "7100", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://127.0.0.1:0", "tcp://127.0.0.1:65536",
    "tcp://127.0.0.1:+1", "tcp://127.0.0.1:71x", "tcp://:7100", "tcp://localhost:7100", "tcp://eth0:7100",
    "tcp://127.0.0:7100", "tcp://127.0.0.256:7100", "tcp://127.0.0.01:7100", "tcp://127.0.0.1.1:7100",
    "tcp://127.0.0.+1:7100", "tcp://[::1]:7100", "tcp://127.0.0.1:1;127.0.0.1:2", "TCP://127.0.0.1:7100",
    "ws://127.0.0.1:7100", "wss://127.0.0.1:7100", "udp://127.0.0.1:7100", "pgm://eth0;239.1.1.1:1", "norm://1",
    "tipc://{1,2}", "vmci://1:1", "ipc://", "ipc://*", "inproc://", " tcp://127.0.0.1:7100",
  ])
  func `anything else is refused by name`(text: String) {
    #expect(throws: WireError(.invalidEndpoint, "read endpoint", text)) { try Endpoint(text) }
  }

  @Test func `the longest path of ipc is what the kernel takes`() throws {
    let longest = "ipc://" + String(repeating: "p", count: 107)
    #expect(try Endpoint(longest).description == longest)
    #expect(throws: WireError.self) { try Endpoint(longest + "p") }
    #expect(throws: WireError.self) { try Endpoint(longest).feed() }
  }

  @Test(arguments: [
    ("tcp://127.0.0.1:7100", "tcp://127.0.0.1:7101", "tcp://127.0.0.1:7102"),
    ("tcp://*:7110", "tcp://*:7111", "tcp://*:7112"),
    ("tcp://127.0.0.1:*", "tcp://127.0.0.1:*", "tcp://127.0.0.1:*"),
    ("ipc:///run/d", "ipc:///run/d-feed", "ipc:///run/d-ear"),
    ("inproc://d", "inproc://d-feed", "inproc://d-ear"),
  ])
  func `feed and ear stand beside the desk`(desk: String, feed: String, ear: String) throws {
    #expect(try Endpoint(desk).feed().description == feed)
    #expect(try Endpoint(desk).ear().description == ear)
  }

  @Test func `there is no port after the last`() throws {
    #expect(throws: WireError(.invalidEndpoint, "find feed of", "tcp://*:65535")) {
      try Endpoint("tcp://*:65535").feed()
    }
    #expect(throws: WireError.self) { try Endpoint("tcp://*:65534").ear() }
    #expect(try Endpoint("tcp://*:65533").ear().port == 65535)
  }

  @Test(arguments: [
    ("tcp://127.0.0.1:1", true, true), ("tcp://127.9.9.9:1", true, true), ("tcp://127.0.0.1:*", true, false),
    ("tcp://0.0.0.0:1", false, false), ("tcp://*:1", false, false), ("tcp://128.0.0.1:1", false, true),
    ("ipc://a", true, true), ("inproc://a", true, true),
  ])
  func `only what stays on this machine is loopback`(text: String, isLoopback: Bool, isConnectable: Bool) throws {
    #expect(try Endpoint(text).isLoopback == isLoopback)
    #expect(try Endpoint(text).isConnectable == isConnectable)
  }

  @Test func `a service binds its own port at another address`() throws {
    let desk = try Endpoint("tcp://127.0.0.1:7100")
    #expect(try desk.bound(at: "*").description == "tcp://*:7100")
    #expect(try desk.bound(at: "10.0.0.7").description == "tcp://10.0.0.7:7100")
    #expect(try Endpoint("ipc://a").bound(at: "*").description == "ipc://a")
    #expect(throws: WireError(.invalidEndpoint, "bind at", "eth0")) { try desk.bound(at: "eth0") }
  }

  @Test func `a name is looked up, a number is not`() throws {
    #expect(try Endpoint.resolving("tcp://localhost:7100").description == "tcp://127.0.0.1:7100")
    #expect(try Endpoint.resolving("tcp://10.0.0.7:7100").description == "tcp://10.0.0.7:7100")
    #expect(try Endpoint.resolving("inproc://desk").description == "inproc://desk")
    #expect(throws: WireError(.invalidEndpoint, "look up", "tcp://nowhere.invalid:1")) {
      try Endpoint.resolving("tcp://nowhere.invalid:1")
    }
    // What inet_aton would read as 127.0.0.1.
    #expect(throws: WireError(.invalidEndpoint, "read endpoint", "tcp://2130706433:1")) {
      try Endpoint.resolving("tcp://2130706433:1")
    }
    #expect(throws: WireError.self) { try Endpoint.resolving("tcp://localhost:0") }
  }
}
