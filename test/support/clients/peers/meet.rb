# Meets each server of standard input (JSON lines, see meeting.ts) with Ruby's Net::HTTP; JSON lines of client, id, text.
require 'json'
require 'net/http'
require 'openssl'

$stdout.sync = true
meetings = $stdin.each_line.map { |line| JSON.parse(line) }
puts JSON.generate(client: 'ruby-net-http', version: "#{RUBY_VERSION} #{OpenSSL::OPENSSL_LIBRARY_VERSION}")
queue = Queue.new
meetings.each { |meeting| queue << meeting }
saying = Mutex.new
Array.new(6) do
  Thread.new do
    Thread.current.report_on_exception = false
    until queue.empty?
      meeting = begin
        queue.pop(true)
      rescue ThreadError
        break
      end
      text = ''
      begin
        http = Net::HTTP.new(meeting['host'], meeting['port'], nil)
        http.use_ssl = true
        http.ipaddr = meeting['ip'] if meeting['ip']
        http.open_timeout = http.ssl_timeout = http.read_timeout = 2
        http.max_retries = 0
        http.ca_file = meeting['ca'] if meeting['ca']
        http.cert_store = OpenSSL::X509::Store.new if meeting['trust'] == 'none'
        http.start { |open| open.get('/') }
      rescue StandardError => e
        text = e.full_message(highlight: false, order: :top)
      end
      saying.synchronize { puts JSON.generate(client: 'ruby-net-http', id: meeting['id'], text: text) }
    end
  end
end.each(&:join)
