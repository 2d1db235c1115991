;; Adds eight rows of single precision to another one, each times a number: four numbers at a time.
;; out[i] += x0 · r0[i] + … + x7 · r7[i]; lengths and addresses in bytes, multiples of 16.
(module
  (memory (export "memory") 1)
  (func (export "addRows")
    (param $out i32) (param $length i32)
    (param $r0 i32) (param $r1 i32) (param $r2 i32) (param $r3 i32)
    (param $r4 i32) (param $r5 i32) (param $r6 i32) (param $r7 i32)
    (param $x0 f32) (param $x1 f32) (param $x2 f32) (param $x3 f32)
    (param $x4 f32) (param $x5 f32) (param $x6 f32) (param $x7 f32)
    (local $i i32)
    (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
    (local $v4 v128) (local $v5 v128) (local $v6 v128) (local $v7 v128)
    (local.set $v0 (f32x4.splat (local.get $x0)))
    (local.set $v1 (f32x4.splat (local.get $x1)))
    (local.set $v2 (f32x4.splat (local.get $x2)))
    (local.set $v3 (f32x4.splat (local.get $x3)))
    (local.set $v4 (f32x4.splat (local.get $x4)))
    (local.set $v5 (f32x4.splat (local.get $x5)))
    (local.set $v6 (f32x4.splat (local.get $x6)))
    (local.set $v7 (f32x4.splat (local.get $x7)))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $i) (local.get $length)))
        (v128.store (i32.add (local.get $out) (local.get $i))
          (f32x4.add
            (v128.load (i32.add (local.get $out) (local.get $i)))
            (f32x4.add
              (f32x4.add
                (f32x4.add
                  (f32x4.mul (local.get $v0) (v128.load (i32.add (local.get $r0) (local.get $i))))
                  (f32x4.mul (local.get $v1) (v128.load (i32.add (local.get $r1) (local.get $i)))))
                (f32x4.add
                  (f32x4.mul (local.get $v2) (v128.load (i32.add (local.get $r2) (local.get $i))))
                  (f32x4.mul (local.get $v3) (v128.load (i32.add (local.get $r3) (local.get $i))))))
              (f32x4.add
                (f32x4.add
                  (f32x4.mul (local.get $v4) (v128.load (i32.add (local.get $r4) (local.get $i))))
                  (f32x4.mul (local.get $v5) (v128.load (i32.add (local.get $r5) (local.get $i)))))
                (f32x4.add
                  (f32x4.mul (local.get $v6) (v128.load (i32.add (local.get $r6) (local.get $i))))
                  (f32x4.mul (local.get $v7) (v128.load (i32.add (local.get $r7) (local.get $i)))))))))
        (local.set $i (i32.add (local.get $i) (i32.const 16)))
        (br $next))))
)
