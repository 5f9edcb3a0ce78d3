"""Starts the services in a folder of their own and runs the Python clients against them.

    python run.py PROGRAMS [SCRIPT …]

PROGRAMS is the folder of the built services. Sockets are ipc:// in a temporary folder, so nothing else is disturbed.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import zmq

import client

HERE = pathlib.Path(__file__).resolve().parent
SCRIPTS = ["test_client.py", "schemas.py", "malformed.py", "ssda903.py"]
AUTHORITIES = "westminster,camden,sample903,plain903,generated903,imported903,imported904"


def wait_until_healthy(context, service, process):
    """Asks for health until the service answers; a program that ended, or 60 s without an answer, is a failure."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if process.poll() is not None:
            sys.exit(f"{service} ended with status {process.returncode}")
        desk = client.Desk(context, client.desk_of(service), patience=500)
        try:
            desk.ask("health")
            return
        except client.NoAnswer:
            continue
        finally:
            desk.close()
    sys.exit(f"{service} did not answer health within 60 s")


def main(programs, *scripts):
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        for service in client.PORTS:
            os.environ["HOLDFAST_" + service.upper()] = f"ipc://{folder}/{service}.desk"
        os.environ.update(HOLDFAST_DATA=folder, HOLDFAST_CLOCK="follow", HOLDFAST_AUTHORITIES=AUTHORITIES)
        os.environ.setdefault("HOLDFAST_CONSOLE", str(pathlib.Path(programs) / "holdfast"))
        processes = {}
        try:
            for service in client.PORTS:
                processes[service] = subprocess.Popen(
                    [str(pathlib.Path(programs) / service)], stderr=open(f"{folder}/{service}.log", "wb"))
            context = zmq.Context()
            for service, process in processes.items():
                wait_until_healthy(context, service, process)
            context.destroy(linger=0)
            for script in scripts or SCRIPTS:
                began = time.monotonic()
                status = subprocess.run([sys.executable, str(HERE / script)]).returncode
                print(f"{script}: {time.monotonic() - began:.1f} s", flush=True)
                if status:
                    sys.exit(f"{script} ended with status {status}")
            for process in processes.values():
                process.terminate()
            bad = {service: process.wait(timeout=30) for service, process in processes.items() if process.wait(timeout=30)}
            if bad:
                sys.exit(f"ended badly after SIGTERM: {bad}")
        except BaseException:
            for service in processes:
                print(f"-- {service}\n{pathlib.Path(folder, f'{service}.log').read_text()[-2000:]}", file=sys.stderr)
            raise
        finally:
            for process in processes.values():
                process.kill()
                process.wait()
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
