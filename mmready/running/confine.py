"""What the child process gives up before it runs anybody's code.

The child loads this file alone, so it imports the standard library only.

Four fences, from the outermost inwards, each used where the platform has it:

- resource limits (Linux, macOS): processor time, address space, size of files, open files, no core dump;
- Landlock (Linux 5.13 and later): only the folders given may be read, nothing written, no TCP, no signals outwards;
- a seccomp filter (Linux on x86-64 and ARM64): no new processes, programs, sockets, or signals to others;
- an audit hook (everywhere): the same refusals inside Python, with a message that a learner can read. It is a
  courtesy, not a fence: code that is set on it can get around it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import sys
from collections.abc import Iterable

__all__ = ["hush", "landlock_version", "limit_resources", "refuse_calls", "restrict_files", "seccomp_known"]

# name: (number on x86-64, number on ARM64), from the kernel's own tables; None where the call does not exist.
_REFUSED: dict[str, tuple[int | None, int | None]] = {
    # other processes
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281), "ptrace": (101, 117),
    "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438), "kcmp": (312, 272), "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240), "setpriority": (141, 140),
    "sched_setscheduler": (144, 119), "sched_setparam": (142, 118), "sched_setattr": (314, 274),
    "ioprio_set": (251, 30), "migrate_pages": (256, 238), "move_pages": (279, 239), "setsid": (112, 157),
    "setpgid": (109, 154), "unshare": (272, 97), "setns": (308, 268),
    # the network, and memory that outlives the process
    "socket": (41, 198), "socketpair": (53, 199), "io_uring_setup": (425, 425), "shmget": (29, 194),
    "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180), "memfd_create": (319, 279),
    # what Landlock leaves open on files
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None),
    "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
    "futimesat": (261, None), "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6),
    "fsetxattr": (190, 7), "removexattr": (197, 14), "lremovexattr": (198, 15), "fremovexattr": (199, 16),
    "mknod": (133, None), "mknodat": (259, 33), "open_by_handle_at": (304, 265),
    # the machine
    "mount": (165, 40), "umount2": (166, 39), "chroot": (161, 51), "pivot_root": (155, 41), "bpf": (321, 280),
    "perf_event_open": (298, 241), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "userfaultfd": (323, 282), "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "kexec_load": (246, 104), "reboot": (169, 142), "swapon": (167, 224), "swapoff": (168, 225),
    "sethostname": (170, 161), "setdomainname": (171, 162), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "adjtimex": (159, 171), "clock_adjtime": (305, 266), "quotactl": (179, 60), "acct": (163, 89),
    "ioperm": (173, None), "iopl": (172, None),
}  # fmt: skip
_CLONE, _CLONE3, _KILL, _TGKILL, _PRLIMIT = (56, 220), (435, 435), (62, 129), (234, 131), (302, 261)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column above, AUDIT_ARCH_*

_CLONE_THREAD = 0x00010000
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_LOAD, _JUMP_EQUAL, _JUMP_GREATER_EQUAL, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16  # offsets in struct seccomp_data (little-endian)

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SIGKILL = 9

_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3


class _Instruction(ctypes.Structure):
    _fields_ = [
        ("code", ctypes.c_ushort),
        ("if_true", ctypes.c_ubyte),
        ("if_false", ctypes.c_ubyte),
        ("value", ctypes.c_uint32),
    ]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.POINTER(_Instruction))]


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scoped", ctypes.c_uint64)]


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = [("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32)]


def limit_resources(seconds: float, megabytes: int) -> bool:
    """Bound processor time, memory (beyond what is in use now), files and core dumps; no where there are no limits."""
    try:
        import resource
    except ImportError:
        return False
    cpu = int(seconds) + 2
    memory = _memory_in_use() + megabytes * 2**20
    limits = [
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_NOFILE, 64, 64),
        (resource.RLIMIT_CORE, 0, 0),
    ]
    if not seccomp_known():
        limits.append((resource.RLIMIT_NPROC, 0, 0))  # does not bind the superuser
    for what, soft, hard in limits:
        # A hard limit that is already lower stands; macOS refuses some of these.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))
    return True


def _memory_in_use() -> int:
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - pathlib costs the child 10 ms
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0


def landlock_version() -> int:
    """The Landlock interface that the kernel offers, 0 for none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, int(_libc().syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(1))))


def restrict_files(readable: Iterable[str]) -> bool:
    """Let only the given files and folders be read, and nothing be written, run or connected to over TCP."""
    version = landlock_version()
    if version < 1:
        return False
    libc = _libc()
    ruleset = _Ruleset(
        files=_landlock_files(version),
        network=0b11 if version >= 4 else 0,
        scoped=0b11 if version >= 6 else 0,
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    fence = libc.syscall(_LANDLOCK_CREATE, ctypes.byref(ruleset), ctypes.c_size_t(size), ctypes.c_uint32(0))
    if fence < 0:
        return False
    for path in readable:
        _allow_reading(libc, fence, path)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    done = bool(libc.syscall(_LANDLOCK_RESTRICT, fence, ctypes.c_uint32(0)) == 0)
    os.close(fence)
    return done


def _landlock_files(version: int) -> int:
    """All rights over files that this version of the interface knows: 13, then refer, truncate, ioctl."""
    rights = 13 + (version >= 2) + (version >= 3)
    return (1 << rights) - 1 | ((1 << 15) if version >= 5 else 0)


def _allow_reading(libc: ctypes.CDLL, fence: int, path: str) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # a folder that is not there needs no permission
    try:
        rights = _READ_FILE | (_READ_DIR if os.path.isdir(path) else 0)  # noqa: PTH112
        rule = _PathBeneath(allowed=rights, parent=folder)
        libc.syscall(_LANDLOCK_ADD, fence, ctypes.c_int(1), ctypes.byref(rule), ctypes.c_uint32(0))
    finally:
        os.close(folder)


def seccomp_known() -> bool:
    """Whether this machine is one whose system calls we know by number."""
    return sys.platform.startswith("linux") and platform.machine() in _MACHINES and sys.byteorder == "little"


def refuse_calls() -> bool:
    """Refuse new processes, programs, sockets and signals to others, for this process and for good."""
    if not seccomp_known():
        return False
    libc = _libc()
    libc.prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)  # the child must not outlive its parent
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    instructions = _filter(*_MACHINES[platform.machine()], own=os.getpid())
    array = (_Instruction * len(instructions))(*(_Instruction(*each) for each in instructions))
    program = _Program(len(instructions), array)
    return bool(libc.prctl(_PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0) == 0)


def _filter(column: int, machine: int, own: int) -> list[tuple[int, int, int, int]]:
    """The filter as (code, jump if true, jump if false, value); a refused call gives EPERM."""
    refuse = (_RETURN, 0, 0, _ERRNO | _EPERM)
    allow = (_RETURN, 0, 0, _ALLOW)
    load_argument = (_LOAD, 0, 0, _FIRST_ARGUMENT_AT)
    program = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_EQUAL, 1, 0, machine),
        refuse,
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    if column == 0:  # the x32 interface would go round the list below
        program += [(_JUMP_GREATER_EQUAL, 0, 1, 0x40000000), refuse]
    for numbers in _REFUSED.values():
        if (number := numbers[column]) is not None:
            program += [(_JUMP_EQUAL, 0, 1, number), refuse]
    # the C library falls back from clone3 to clone, whose flags can be looked at
    program += [(_JUMP_EQUAL, 0, 1, _CLONE3[column]), (_RETURN, 0, 0, _ERRNO | _ENOSYS)]
    # threads are allowed, processes are not
    program += [(_JUMP_EQUAL, 0, 4, _CLONE[column]), load_argument, (_JUMP_SET, 0, 1, _CLONE_THREAD), allow, refuse]
    for call in (_KILL, _TGKILL):  # a process may end itself
        program += [(_JUMP_EQUAL, 0, 4, call[column]), load_argument, (_JUMP_EQUAL, 0, 1, own), allow, refuse]
    program += [
        (_JUMP_EQUAL, 0, 5, _PRLIMIT[column]),
        load_argument,
        (_JUMP_EQUAL, 1, 0, 0),
        (_JUMP_EQUAL, 0, 1, own),
        allow,
        refuse,
    ]
    return [*program, allow]


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


_QUIET = ("os.", "subprocess.", "socket.", "shutil.", "pty.", "_winapi.", "winreg.", "ftplib.", "urllib.", "http.")
_HARMLESS = {
    "os.listdir", "os.scandir", "os.walk", "os.fwalk", "os.add_dll_directory", "os.listdrives", "os.getxattr",
    "os.listxattr", "os.putenv", "os.unsetenv", "os.get_terminal_size",
}  # fmt: skip


def hush(readable: Iterable[str]) -> None:
    """Refuse files elsewhere, processes and the network inside Python, with words; see the module's text."""
    folders = tuple(os.path.realpath(path) for path in readable)
    refused = PermissionError("this code runs on its own: no files, no network, no other programs")
    inside, real = str.startswith, os.path.realpath
    changing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, mode, flags = arguments
            writing = isinstance(mode, str) and any(letter in mode for letter in "wax+")
            writing = writing or (isinstance(flags, int) and bool(flags & changing))
            if writing or (isinstance(path, str) and not inside(real(path), folders)):
                raise refused
        elif inside(event, _QUIET) and event not in _HARMLESS:
            raise refused

    sys.addaudithook(hook)
