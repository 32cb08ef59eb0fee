#!/usr/bin/env escript
%% Meets each server of standard input (lines: id, host, port, address or "-", file of trusted certificates, "none" or "-", parted by
%% blanks) with Erlang's ssl. Prints "== client id", and below it what a user sees.
main(_) ->
    logger:set_primary_config(level, none),
    {ok, _} = application:ensure_all_started(ssl),
    meet(io:get_line("")).

meet(eof) -> ok;
meet(Line) ->
    [Id, Host, Port, Ip, Ca] = string:lexemes(string:trim(Line), " "),
    Trust = case Ca of "none" -> [{cacerts, []}]; "-" -> [{cacerts, public_key:cacerts_get()}]; _ -> [{cacertfile, Ca}] end,
    Name = case inet:parse_address(Host) of {ok, _} -> []; _ -> [{server_name_indication, Host}] end,
    Options = [{verify, verify_peer}, {active, false}, {depth, 5} | Trust ++ Name],
    At = case Ip of "-" -> Host; _ -> Ip end,
    Said = case catch ssl:connect(At, list_to_integer(Port), Options, 2000) of
        {ok, Socket} ->
            Read = ssl:recv(Socket, 0, 300),
            ssl:close(Socket),
            case Read of {error, timeout} -> ""; {ok, _} -> ""; _ -> io_lib:format("~p", [Read]) end;
        Failed -> io_lib:format("~p", [Failed])
    end,
    io:format("== erlang-ssl ~s~n~ts~n", [Id, Said]),
    meet(io:get_line("")).
